package io.jenkins.plugins.threatmanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.UserCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ExpiryMonitorTest {

    private static final String DOMAIN = "contoso.onmicrosoft.com";

    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void secure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Jenkins.MANAGE.setEnabled(true);
        Jenkins.SYSTEM_READ.setEnabled(true);
        folder = rule.createProject(Folder.class, "security");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
    }

    private static ExpiryMonitor monitor() {
        return ExtensionList.lookupSingleton(ExpiryMonitor.class);
    }

    @Test
    void secretsAreFoundInTheRootAndInFoldersAtAnyDepthAndNotInThoseOfUsers() throws Exception {
        Folder deep = folder.createProject(Folder.class, "deep");
        jenkins.createProject(FreeStyleProject.class, "no-folder");
        Stored.in(jenkins.jenkins, "root-tm", DOMAIN, Duration.ofDays(100));
        Stored.in(folder, "folder-tm", DOMAIN, Duration.ofDays(100));
        Stored.in(deep, "deep-tm", DOMAIN, Duration.ofDays(100));
        User user = User.getById("admin", true);
        try (var asUser = ACL.as2(user.impersonate2())) {
            assertThat(CredentialsProvider.lookupStores(user).iterator().next().getProvider())
                    .isInstanceOf(UserCredentialsProvider.class);
            Stored.in(user, "user-tm", DOMAIN, Duration.ofDays(100));
        }

        assertThat(KeptSecrets.all())
                .extracting(KeptSecret::place, KeptSecret::credentialsId)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("", "root-tm"),
                        org.assertj.core.groups.Tuple.tuple("security", "folder-tm"),
                        org.assertj.core.groups.Tuple.tuple("security/deep", "deep-tm"));
        assertThat(KeptSecrets.all().toString()).doesNotContain(Stored.TEXT);
    }

    @Test
    void isThereOnlyWhileThereIsSomethingToSay() throws Exception {
        Stored.in(folder, "good-tm", DOMAIN, Duration.ofDays(100));
        assertThat(monitor().isActivated()).isFalse();

        Stored.in(folder, "soon-tm", DOMAIN, Duration.ofDays(10));
        assertThat(monitor().isActivated()).isTrue();
        assertThat(monitor().isSevere()).isFalse();

        Stored.in(folder, "expired-tm", DOMAIN, Duration.ofDays(-1));
        assertThat(monitor().isSevere()).isTrue();
    }

    @Test
    void eachLineLinksToTheJobThatManagesTheCredential() throws Exception {
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "onboard");
        Stored.in(folder, "soon-tm", DOMAIN, Duration.ofDays(10));
        Stored.in(folder, "expired-tm", DOMAIN, Duration.ofDays(-1));
        Stored.onboarded("contoso", DOMAIN, "tm-prod", "security", "soon-tm", job.getFullName(), 3);

        HtmlPage page = jenkins.createWebClient().login("admin").goTo("manage/");

        assertThat(page.asNormalizedText())
                .contains("The client secret in 'security/expired-tm' for " + DOMAIN + " expired on")
                .contains("security/onboard #3");
        assertThat(page.getAnchorByText("security/onboard #3").getHrefAttribute())
                .endsWith("/" + job.getUrl());
        job.renameTo("renamed");
        StatusCache.get().forget();
        assertThat(jenkins.createWebClient().login("admin").goTo("manage/").asNormalizedText())
                .as("a job that is not there under that name has no link")
                .doesNotContain("security/onboard #3");
    }

    @Test
    void whoMayReadTheSystemSeesItAndWhoMayManageSilencesItForADay() throws Exception {
        Stored.in(folder, "soon-tm", DOMAIN, Duration.ofDays(10));

        assertThat(manage("auditor")).contains("security/soon-tm").doesNotContain("Remind me tomorrow");
        assertThat(manage("manager")).contains("security/soon-tm").contains("Remind me tomorrow");
        assertThat(post("reader")).isEqualTo(403);
        assertThat(post("auditor")).isEqualTo(403);
        assertThat(monitor().isActivated()).isTrue();
        assertThat(jenkins.createWebClient()
                        .withThrowExceptionOnFailingStatusCode(false)
                        .login("manager")
                        .goTo(monitor().getUrl() + "/later", null)
                        .getWebResponse()
                        .getStatusCode())
                .as("by GET")
                .isEqualTo(404);

        assertThat(post("manager")).isEqualTo(200);
        assertThat(monitor().isActivated()).isFalse();
        assertThat(new ExpiryMonitor().isActivated()).as("after a restart").isFalse();
    }

    private String manage(String user) throws Exception {
        return jenkins.createWebClient().login(user).goTo("manage/").asNormalizedText();
    }

    private int post(String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.login(user);
        WebRequest request = new WebRequest(client.createCrumbedUrl(monitor().getUrl() + "/later"), HttpMethod.POST);
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    @Test
    void theLedgerIsReadAgainAndSurvivesAnUnreadableFile() throws Exception {
        Stored.onboarded("contoso", DOMAIN, "tm-prod", "security", "soon-tm", "security/onboard", 3);
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(Ledger.class.getName() + ".xml");

        assertThat(new Ledger().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo(new LedgerKey("contoso", "tm-prod", "security", "soon-tm"));
            assertThat(entry.lastChange()).map(OperationRecord::build).contains(3);
            assertThat(entry.renewBefore()).isEqualTo("30 days");
        });

        Files.writeString(file, Files.readString(file).replaceAll("<domain>.*</domain>", ""));
        assertThat(new Ledger().entries()).isEmpty();
        Files.writeString(file, "<list>");
        assertThat(new Ledger().entries()).isEmpty();
        assertThat(file.resolveSibling(file.getFileName() + ".damaged")).hasContent("<list>");
        Files.writeString(file, "<string>no list</string>");
        assertThat(new Ledger().entries()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void looksAreReadAgain() throws Exception {
        ScanStore.get()
                .putTenant(Look.good(
                        DOMAIN,
                        java.time.Instant.now(),
                        new TenantSnapshot(java.util.Optional.empty(), KeptSecrets.all())));
        ScanStore.get().putServer(Look.failed("tm-prod", java.time.Instant.now(), "No answer.", null));

        ScanStore again = new ScanStore();

        assertThat(again.tenants().get(DOMAIN).seenSince(java.time.Instant.EPOCH))
                .isPresent();
        assertThat(again.servers().get("tm-prod").failure()).isEqualTo("No answer.");
        try (Stream<Path> files = Files.list(jenkins.jenkins.getRootDir().toPath())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(TenantSnapshot.class.getName() + ".xml", ServerSnapshotRecord.class.getName() + ".xml");
        }
    }

    @Test
    void looksThatAFileKeepsInPartAreMadeAnew() throws Exception {
        Path home = jenkins.jenkins.getRootDir().toPath();
        Path tenants = home.resolve(TenantSnapshot.class.getName() + ".xml");
        Path servers = home.resolve(ServerSnapshotRecord.class.getName() + ".xml");
        ScanStore.get()
                .putTenant(Look.good(
                        DOMAIN,
                        java.time.Instant.now(),
                        new TenantSnapshot(java.util.Optional.empty(), KeptSecrets.all())));
        ScanStore.get()
                .putServer(Look.good(
                        "tm-prod",
                        java.time.Instant.now(),
                        new ServerSnapshotRecord(List.of(new ManagedProfile("profile", DOMAIN, "key")))));
        assertThat(new ScanStore().tenants()).hasSize(1);
        assertThat(new ScanStore().servers()).hasSize(1);

        Files.writeString(tenants, Files.readString(tenants).replaceAll("<expiries.*?(/>|</expiries>)", ""));
        Files.writeString(servers, Files.readString(servers).replace("<keyId>key</keyId>", ""));

        assertThat(new ScanStore().tenants()).isEmpty();
        assertThat(new ScanStore().servers()).isEmpty();
    }
}
