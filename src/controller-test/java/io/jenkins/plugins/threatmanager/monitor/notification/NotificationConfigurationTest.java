package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who is told: as code, out again, through the form, and in the audit log. */
@WithJenkins
class NotificationConfigurationTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static NotificationConfiguration configuration() {
        return NotificationConfiguration.get();
    }

    @Test
    void asCodeAndOutAgain() throws Exception {
        ConfigurationAsCode.get()
                .configure(NotificationConfigurationTest.class
                        .getResource("notifications.yml")
                        .toString());

        assertThat(configuration().getDigestTime()).isEqualTo("07:30");
        assertThat(configuration().getNotifiers())
                .extracting(FindingNotifier::getTarget, FindingNotifier::getDelivery)
                .containsExactly(
                        tuple("mail to identity@contoso.com oncall@contoso.com", FindingNotifier.Delivery.DIGEST),
                        tuple("webhook on hooks.contoso.com", FindingNotifier.Delivery.AT_ONCE));
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        assertThat(Util.toYamlString(Util.getUnclassifiedRoot(context).get("threatManagerNotifications")))
                .contains("digestTime:", "07:30", "mail:", "webhook:", "DIGEST", "AT_ONCE", "hook-key");
        Path log = jenkins.jenkins.getRootDir().toPath().resolve("threat-manager-audit/audit.jsonl");
        assertThat(AuditLog.get().files()).isNotEmpty();
        assertThat(Files.readString(log)).contains("change configuration", "hooks.contoso.com");
    }

    @Test
    void throughTheForm() throws Exception {
        MailNotifier mail = new MailNotifier("identity@contoso.com");
        mail.setDelivery(FindingNotifier.Delivery.DIGEST);
        WebhookNotifier webhook = new WebhookNotifier("http://hooks.contoso.com/x", "not-there-any-more");
        webhook.setAllowHttp(true);
        webhook.setCaCertificate(JvmTrust.tls().pem());
        webhook.setDelivery(FindingNotifier.Delivery.AT_ONCE);
        configuration().setNotifiers(List.of(mail, webhook));
        configuration().setDigestTime("07:30");

        jenkins.configRoundtrip();

        List<FindingNotifier> saved = configuration().getNotifiers();
        assertThat(saved).hasSize(2);
        assertThat(saved.get(0))
                .isInstanceOfSatisfying(
                        MailNotifier.class,
                        one -> assertThat(one.getRecipients()).isEqualTo(mail.getRecipients()));
        assertThat(saved.get(0).getDelivery()).isEqualTo(FindingNotifier.Delivery.DIGEST);
        assertThat(saved.get(1)).isInstanceOfSatisfying(WebhookNotifier.class, one -> {
            assertThat(one.getUrl()).isEqualTo(webhook.getUrl());
            assertThat(one.getCredentialsId()).isEqualTo(webhook.getCredentialsId());
            assertThat(one.isAllowHttp()).isTrue();
            assertThat(one.getCaCertificate().lines())
                    .containsExactlyElementsOf(
                            webhook.getCaCertificate().lines().toList());
        });
        assertThat(saved.get(1).getDelivery()).isEqualTo(FindingNotifier.Delivery.AT_ONCE);
        assertThat(configuration().getDigestTime()).isEqualTo("07:30");

        configuration().setNotifiers(List.of());
        jenkins.configRoundtrip();
        assertThat(configuration().getNotifiers()).isEmpty();
    }

    @Test
    void whatCannotWorkIsRefusedAndChangesNothing() {
        MailNotifier good = new MailNotifier("identity@contoso.com");
        configuration().setNotifiers(List.of(good));

        for (FindingNotifier bad : List.of(
                new MailNotifier(""),
                new MailNotifier("nobody"),
                new WebhookNotifier("http://hooks.contoso.com/", "key"),
                new WebhookNotifier("https://169.254.169.254/", "key"),
                new WebhookNotifier("https://hooks.contoso.com/", ""))) {
            assertThatThrownBy(() -> configuration().setNotifiers(List.of(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> configuration().setNotifiers(List.of(good, new MailNotifier("identity@contoso.com"))))
                .hasMessageContaining("two notifications for the same receiver");
        assertThatThrownBy(() -> configuration().setDigestTime("noon")).isInstanceOf(IllegalArgumentException.class);
        assertThat(configuration().getNotifiers()).containsExactly(good);
        configuration().setDigestTime("");
        assertThat(configuration().getDigestTime()).isEqualTo("H");
    }
}
