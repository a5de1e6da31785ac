package io.jenkins.plugins.threatmanager.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.microsoft.azure.util.AzureCredentials;
import com.microsoft.azure.util.AzureImdsCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.AzureCredentialsAuthentication;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.notification.MailNotifier;
import io.jenkins.plugins.threatmanager.monitor.notification.NotificationConfiguration;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Without the Azure Credentials, Mailer and Metrics plugins all else works; with the first, its credentials are bootstrap
 * identities.
 */
class OptionalPluginTest {

    private static final String KIND = "Credential of the Azure Credentials plugin";

    /** What a managed identity comes to where there is none; IdentityTest has the exchange itself. */
    private static final String ASKED_MACHINE = "could not even ask for a token on this machine";

    private final StandInWorld world =
            new StandInWorld(Clock.systemUTC(), JvmTrust.tls(), new RelativeDialect(), StandInWorld.leastPrivileges());

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .prepareHomeLazily(true)
            .javaOptions(JvmTrust.javaOptions())
            // where an Azure machine would be asked for the token of its managed identity
            .extraEnv(
                    "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                    world.entra().authority().toString());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void withoutIt() throws Throwable {
        controller.omitPlugins("azure-credentials");
        controller.startJenkins();
        controller.runRemotely(OptionalPluginTest::runWithoutIt, RealController.of(world));
    }

    private static void runWithoutIt(JenkinsRule r, RealController tenant) throws Throwable {
        assertThat(Jenkins.get().getPluginManager().getPlugin("azure-credentials"))
                .isNull();
        assertThat(Jenkins.get().getPluginManager().getFailedPlugins()).isEmpty();
        tenant.configure();
        assertThat(offersAzure(r)).isFalse();
        assertThat(RealController.plan(r, "secret")).startsWith("SUCCESS");
        tenant.configure(new ManagedIdentityAuthentication());
        assertThat(RealController.plan(r, "managed")).contains(ASKED_MACHINE).doesNotContain("\tat ");
        loadWhatNeedsIt(r);
        assertThat(RealController.plan(r, "gone"))
                .startsWith("FAILURE")
                .contains("which is not installed")
                .doesNotContain("\tat ");
        for (String page :
                List.of("manage/configure", "threat-manager/tenants/", "threat-manager/tenants/entry/contoso/")) {
            r.createWebClient().goTo(page);
        }
    }

    /** As a controller finds it whose Azure Credentials plugin was removed. */
    private static void loadWhatNeedsIt(JenkinsRule r) throws Exception {
        Path file = r.jenkins
                .getRootDir()
                .toPath()
                .resolve("io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration.xml");
        String managed =
                "<authentication class=\"io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication\">";
        String xml = Files.readString(file);
        assertThat(xml).contains(managed);
        Files.writeString(
                file,
                xml.replace(
                                managed,
                                "<authentication class=\"" + AzureCredentialsAuthentication.class.getName() + "\">")
                        .replace("<clientId></clientId>", "<credentialsId>azure</credentialsId>"));
        ThreatManagerConfiguration.get().load();
    }

    @Test
    void withIt() throws Throwable {
        controller.startJenkins();
        ArrayList<String> answers = controller.runRemotely(OptionalPluginTest::runWithIt, RealController.of(world));

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).startsWith("SUCCESS");
        assertThat(answers.subList(1, 3)).allMatch(log -> log.contains(ASKED_MACHINE));
    }

    private static ArrayList<String> runWithIt(JenkinsRule r, RealController tenant) throws Throwable {
        AzureImdsCredentials assigned =
                new AzureImdsCredentials(CredentialsScope.SYSTEM, "azure-assigned", "", "Azure");
        assigned.setClientId(tenant.clientId());
        List.of(
                        new AzureCredentials(
                                CredentialsScope.SYSTEM,
                                "azure-principal",
                                "",
                                "a-subscription",
                                tenant.clientId(),
                                Secret.fromString(tenant.secret())),
                        new AzureImdsCredentials(CredentialsScope.SYSTEM, "azure-system", "", "Azure"),
                        assigned)
                .forEach(SystemCredentialsProvider.getInstance().getCredentials()::add);
        SystemCredentialsProvider.getInstance().save();
        ArrayList<String> answers = new ArrayList<>();
        for (String id : List.of("azure-principal", "azure-system", "azure-assigned")) {
            tenant.configure(new AzureCredentialsAuthentication(id));
            answers.add(RealController.plan(r, id));
        }
        assertThat(offersAzure(r)).isTrue();
        return answers;
    }

    /** Mail and numbers are left out; all else is there, a configuration that names them included. */
    @Test
    void withoutMailerAndMetrics() throws Throwable {
        // The other two need the Mailer plugin themselves.
        controller.omitPlugins("mailer", "metrics", "workflow-basic-steps", "pipeline-model-definition");
        controller.startJenkins();
        controller.runRemotely(OptionalPluginTest::runWithoutMailerAndMetrics, RealController.of(world));
    }

    private static void runWithoutMailerAndMetrics(JenkinsRule r, RealController tenant) throws Throwable {
        assertThat(Jenkins.get().getPluginManager().getPlugin("mailer")).isNull();
        assertThat(Jenkins.get().getPluginManager().getPlugin("metrics")).isNull();
        assertThat(Jenkins.get().getPluginManager().getFailedPlugins()).isEmpty();
        tenant.configure();
        assertThat(RealController.plan(r, "secret")).startsWith("SUCCESS");
        NotificationConfiguration.get().setNotifiers(List.of(new MailNotifier("identity@contoso.com")));
        assertThat(NotificationConfiguration.get().getNotifiers()).isEmpty();
        try (JenkinsRule.WebClient browser = r.createWebClient()) {
            assertThat(browser.goTo("manage/configure").asXml())
                    .contains("Threat Manager notifications", "WebhookNotifier")
                    .doesNotContain("MailNotifier");
            assertThat(browser.goTo("threat-manager/metrics", "text/plain")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("# TYPE threat_manager_secrets gauge");
        }
    }

    /** Of the kinds of authentication of a tenant that is there. */
    private static boolean offersAzure(JenkinsRule r) throws Exception {
        try (JenkinsRule.WebClient browser = r.createWebClient()) {
            HtmlPage page = browser.goTo("threat-manager/tenants/new");
            return page.asXml().contains(KIND);
        }
    }
}
