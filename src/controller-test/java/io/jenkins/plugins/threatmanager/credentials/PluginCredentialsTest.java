package io.jenkins.plugins.threatmanager.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.access.AccessDeniedException;

/** The store of the plugin's own: what the plugin keeps there, no job gets at (attack A11). */
@WithJenkins
class PluginCredentialsTest {

    private static final String ID = "contoso-tm";
    private static final String TEXT = "q7~the-text-that-no-job-may-have";

    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(
                        Jenkins.READ,
                        Item.READ,
                        Item.CONFIGURE,
                        CredentialsProvider.VIEW,
                        CredentialsProvider.CREATE,
                        CredentialsProvider.UPDATE,
                        CredentialsProvider.DELETE,
                        CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("configurer"));
        folder = rule.jenkins.createProject(Folder.class, "security");
    }

    @Test
    void keptReplacedAndRemovedWhateverTheBuildsAuthentication() throws Exception {
        CredentialsVault vault = vault();
        try (ACLContext as = as("configurer")) {
            vault.checkWritable(ID);
            vault.store(secret(TEXT, false));
            assertThat(vault.find(ID)).contains(secret(TEXT, false));

            vault.store(secret("another", true));
            assertThat(vault.find(ID)).contains(secret("another", true));
            vault.checkRemovable(ID);
            vault.remove(ID);
            assertThat(vault.find(ID)).isEmpty();
        }
    }

    /** It is one store for all tenants: who may use one of them gets at nothing of another. */
    @Test
    void whatIsKeptForAnotherTenantIsOutOfReach() throws Exception {
        vault().store(secret(TEXT, false));
        CredentialsVault others = CredentialsVault.ofPlugin(
                jenkins.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "other")),
                "fabrikam.onmicrosoft.com");

        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> others.find(ID),
                () -> others.checkWritable(ID),
                () -> others.store(secret("another", false)),
                () -> others.checkRemovable(ID),
                () -> others.remove(ID))) {
            assertThatThrownBy(attempt)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("The credentials ID 'contoso-tm' is taken");
        }
        assertThat(vault().find(ID)).contains(secret(TEXT, false));
    }

    /** As Jenkins itself, too: that is how withCredentials and most plugins look. */
    @Test
    void noLookUpFindsIt() throws Exception {
        vault().store(secret(TEXT, false));
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "job");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        assertThat(CredentialsProvider.lookupCredentialsInItem(Credentials.class, job, ACL.SYSTEM2, List.of()))
                .isEmpty();
        assertThat(CredentialsProvider.lookupCredentialsInItemGroup(
                        Credentials.class, jenkins.jenkins, ACL.SYSTEM2, List.of()))
                .isEmpty();
        assertThat(CredentialsProvider.findCredentialById(
                        ID, StandardUsernamePasswordCredentials.class, build, List.of()))
                .isNull();
        assertThat(CredentialsProvider.listCredentialsInItem(
                        StandardUsernamePasswordCredentials.class, job, ACL.SYSTEM2, List.of(), any -> true))
                .isEmpty();
    }

    @Test
    void noPipelineBindsIt() throws Exception {
        vault().store(secret(TEXT, false));
        WorkflowJob job = folder.createProject(WorkflowJob.class, "pipeline");
        job.setDefinition(new CpsFlowDefinition("""
            withCredentials([usernamePassword(credentialsId: 'contoso-tm', usernameVariable: 'U', passwordVariable: 'P')]) {
                echo 'bound'
            }
            """, true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("Could not find credentials entry with ID 'contoso-tm'", run);
        jenkins.assertLogNotContains("bound", run);
    }

    @Test
    void administratorsSeeItAndMayDeleteItOthersDoNeither() throws Exception {
        vault().store(secret(TEXT, false));
        PluginCredentialsStore store = PluginCredentialsProvider.store();
        Credentials kept = PluginCredentialsFile.ofJenkins().read().get(0);

        try (ACLContext as = as("configurer")) {
            assertThat(store.getCredentials(Domain.global())).isEmpty();
            assertThatThrownBy(() -> store.removeCredentials(Domain.global(), kept))
                    .isInstanceOf(AccessDeniedException.class);
        }
        try (ACLContext as = as("admin")) {
            assertThat(store.getCredentials(Domain.global())).containsExactly(kept);
            assertThatThrownBy(() -> store.addCredentials(
                            Domain.global(),
                            EntraAppCredentials.of(CredentialsScope.GLOBAL, "", secret("mine", false))))
                    .as("only the plugin puts something in")
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> store.updateCredentials(Domain.global(), kept, kept))
                    .isInstanceOf(AccessDeniedException.class);
        }
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin")) {
            HtmlPage page = browser.goTo("manage/credentials/store/threat-manager/domain/_/");
            assertThat(page.asNormalizedText()).contains(ID);
            assertThat(page.getWebResponse().getContentAsString()).doesNotContain(TEXT);
        }
        try (JenkinsRule.WebClient browser =
                jenkins.createWebClient().login("configurer").withThrowExceptionOnFailingStatusCode(false)) {
            assertThat(browser.goTo("credentials/store/threat-manager/domain/_/")
                            .asNormalizedText())
                    .doesNotContain(ID);
            assertThat(browser.goTo("credentials/").asNormalizedText()).doesNotContain(ID);
        }
        try (ACLContext as = as("admin")) {
            assertThat(store.removeCredentials(Domain.global(), kept)).isTrue();
        }
        assertThat(vault().find(ID)).isEmpty();
    }

    @Test
    void theFileKeepsItEncryptedAndIsReadAgain() throws Exception {
        vault().store(secret(TEXT, true));

        assertThat(Files.readString(file())).contains(ID).doesNotContain(TEXT).doesNotContain("before");
        assertThat(PluginCredentialsFile.ofJenkins().read()).singleElement().satisfies(read -> {
            assertThat(read.toStored()).isEqualTo(secret(TEXT, true));
            assertThat(read.getScope()).isEqualTo(CredentialsScope.SYSTEM);
        });
        assertThat(KeptSecrets.all())
                .singleElement()
                .satisfies(kept -> assertThat(kept.place()).isEqualTo(KeptSecret.PLUGIN));
        assertThat(CredentialsVault.forJenkins(KeptSecret.PLUGIN).find(ID)).isPresent();
    }

    @Test
    void aDamagedFileIsReportedAndStaysAsItIs() throws Exception {
        Files.writeString(file(), "<list><half");
        CredentialsVault vault = vault();

        assertThatThrownBy(() -> vault.find(ID))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.VAULT_REFUSED))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> vault.store(secret(TEXT, false))).hasMessageContaining("cannot be read");
        assertThat(file()).hasContent("<list><half");
    }

    private Path file() {
        return jenkins.jenkins.getRootDir().toPath().resolve("threat-manager-credentials.xml");
    }

    private CredentialsVault vault() throws Exception {
        FreeStyleProject job = folder.createProject(
                FreeStyleProject.class, "job" + folder.getItems().size());
        return CredentialsVault.ofPlugin(jenkins.buildAndAssertSuccess(job), "contoso.onmicrosoft.com");
    }

    private static ACLContext as(String user) {
        return ACL.as2(User.getById(user, true).impersonate2());
    }

    private static StoredSecret secret(String text, boolean previous) {
        return new StoredSecret(
                ID,
                "contoso.onmicrosoft.com",
                "9b2f3a54-1d2e-4f60-8a7b-6c5d4e3f2a1b",
                new StoredSecret.Version(
                        "11111111-2222-3333-4444-555555555555",
                        SecretText.of(text),
                        Instant.parse("2028-11-23T08:00:00.123Z")),
                previous
                        ? Optional.of(new StoredSecret.Version(
                                "66666666-7777-8888-9999-000000000000",
                                SecretText.of("before"),
                                Instant.parse("2027-01-01T00:00:00Z")))
                        : Optional.empty());
    }
}
