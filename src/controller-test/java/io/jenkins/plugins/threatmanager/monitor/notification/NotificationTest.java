package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hudson.ExtensionList;
import hudson.tasks.Mailer;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.monitor.Stored;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** From a finding of the watch to a mail server and to a receiver that checks signatures. */
@WithJenkins
class NotificationTest {

    private static final String DOMAIN = "contoso.onmicrosoft.com";
    private static final String KEY = "k9~the-key-of-the-webhook";

    private record Received(String body, String timestamp, String signature) {}

    private final BlockingQueue<Received> hooks = new LinkedBlockingQueue<>();
    private JenkinsRule jenkins;
    private Folder folder;
    private SmtpStandIn smtp;
    private HttpsServer receiver;
    private volatile int status = 200;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Notifications.sleeper = wait -> {};
        smtp = new SmtpStandIn();
        Mailer.descriptor().setSmtpHost("localhost");
        Mailer.descriptor().setSmtpPort(Integer.toString(smtp.port()));
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(JvmTrust.tls().context()));
        receiver.createContext("/", this::receive);
        receiver.start();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "hook-key", "", Secret.fromString(KEY)));
        SystemCredentialsProvider.getInstance().save();
        folder = rule.createProject(Folder.class, "security");
        ThreatManagerConfiguration.get()
                .setTenants(List.of(new Tenant("contoso", DOMAIN, new ManagedIdentityAuthentication())));
    }

    @AfterEach
    void stop() throws IOException {
        Notifications.sleeper = Sleeper.REAL;
        receiver.stop(0);
        smtp.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        int answer = status;
        hooks.add(new Received(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("Threat-Manager-Timestamp"),
                exchange.getRequestHeaders().getFirst("Threat-Manager-Signature")));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private WebhookNotifier webhook() {
        WebhookNotifier webhook =
                new WebhookNotifier("https://localhost:" + receiver.getAddress().getPort() + "/hook", "hook-key");
        webhook.setCaCertificate(JvmTrust.tls().pem());
        // NotificationPlanTest has digests; here they would come at some hours of the day
        webhook.setDelivery(FindingNotifier.Delivery.AT_ONCE);
        return webhook;
    }

    private static void scan(Instant at) {
        ExtensionList.lookupSingleton(Notifications.class).scanned(MonitoringState.gather(at));
    }

    /** As the documentation tells receivers to. */
    private static JsonNode verified(Received received) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal((received.timestamp() + "." + received.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(received.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(expected));
        return new ObjectMapper().readTree(received.body());
    }

    @Test
    void aFindingIsMailedAndPostedOnce() throws Exception {
        MailNotifier mailed = new MailNotifier("identity@contoso.com oncall@contoso.com");
        mailed.setDelivery(FindingNotifier.Delivery.AT_ONCE);
        NotificationConfiguration.get().setNotifiers(List.of(mailed, webhook()));
        Instant now = Instant.now();
        scan(now);
        Stored.in(folder, "expired-tm", DOMAIN, Duration.ofDays(-1));
        scan(now.plus(Duration.ofMinutes(16)));

        String mail = smtp.next();
        assertThat(mail)
                .contains("RCPT TO:<identity@contoso.com>", "RCPT TO:<oncall@contoso.com>")
                .contains("Subject: Threat Manager: 1 new finding")
                .contains("[expired, severe] The client secret in 'security/expired-tm'")
                .doesNotContain(Stored.TEXT);
        JsonNode body = verified(hooks.take());
        assertThat(body.get("event").asText()).isEqualTo("new");
        assertThat(body.get("dashboard").asText()).isEqualTo(jenkins.getURL() + "threat-manager/");
        assertThat(body.get("new").get(0).get("kind").asText()).isEqualTo("expired");
        assertThat(body.toString()).doesNotContain(Stored.TEXT);

        Stored.in(folder, "soon-tm", DOMAIN, Duration.ofDays(10));
        scan(now.plus(Duration.ofMinutes(32)));
        assertThat(verified(hooks.take()).get("new"))
                .as("what was sent is not sent again")
                .hasSize(1);
        assertThat(smtp.next()).contains("Subject: Threat Manager: 1 new finding");
    }

    @Test
    void aReceiverThatFailsIsOnManageJenkinsAndIsSentItWithTheNextScan() throws Exception {
        NotificationConfiguration.get().setNotifiers(List.of(webhook()));
        Stored.in(folder, "expired-tm", DOMAIN, Duration.ofDays(-1));
        status = 500;
        Instant now = Instant.now();
        scan(now);
        for (int i = 0; i < 3; i++) {
            hooks.take();
        }
        scan(now.plus(Duration.ofMinutes(20)));
        hooks.take();

        NotificationMonitor monitor = ExtensionList.lookupSingleton(NotificationMonitor.class);
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getLines())
                .singleElement()
                .asString()
                .contains("webhook on localhost: not sent since", "localhost answered with status 500");
        HtmlPage page = jenkins.createWebClient().goTo("manage/");
        assertThat(page.asNormalizedText()).contains("Threat Manager: notifications do not arrive");
        hooks.take();
        hooks.take();
        status = 200;
        scan(now.plus(Duration.ofMinutes(45)));
        JsonNode body = verified(hooks.take());
        assertThat(body.get("counts").get("new").asInt()).isEqualTo(1);
        assertThat(body.get("new").get(0).get("folder").asText()).isEqualTo("security");
    }

    @Test
    void aTestGoesToWhatIsSaved() throws Exception {
        NotificationConfiguration.get().setNotifiers(List.of(new MailNotifier("identity@contoso.com"), webhook()));
        WebhookNotifier.DescriptorImpl hook = ExtensionList.lookupSingleton(WebhookNotifier.DescriptorImpl.class);
        MailNotifier.DescriptorImpl mail = ExtensionList.lookupSingleton(MailNotifier.DescriptorImpl.class);

        assertThat(hook.doSendTest(webhook().getUrl()).renderHtml()).contains("A test notification was sent");
        assertThat(verified(hooks.take()).get("event").asText()).isEqualTo("test");
        assertThat(mail.doSendTest("identity@contoso.com").renderHtml()).contains("A test notification was sent");
        assertThat(smtp.next()).contains("Subject: Threat Manager: test notification");
        assertThat(hook.doSendTest("https://localhost:1/").renderHtml()).contains("Save the configuration first");
        status = 302;
        assertThat(hook.doSendTest(webhook().getUrl()).renderHtml()).contains("redirect (302)");
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        assertThat(hook.doSendTest(webhook().getUrl()).renderHtml()).contains("There is no credential");
    }
}
