package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.threatmanager.SecretSearch;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import io.jenkins.plugins.threatmanager.monitor.ExpiryWatch;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The expiry watch, the ledger and the status of all tenants, on a controller and over the stand-ins. */
@WithJenkins
class MonitoringTest {

    private static final String ALL = """
        def all = threatManagerStatus()
        for (e in all.entries) {
          echo "entry ${e.tenant} ${e.server} ${e.credentialsId} in '${e.where}' ${e.status} by ${e.build}"
        }
        echo "findings ${all.findings}"
        """;

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        world.secrets();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Lets the watch make a round, and waits for its end. */
    private static String watch() throws Exception {
        ExtensionList.lookupSingleton(ExpiryWatch.class).doRun();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("Threat Manager expiry watch thread")) {
                thread.join(Duration.ofMinutes(2).toMillis());
            }
        }
        return Files.readString(home().resolve("logs/tasks/Threat Manager expiry watch.log"));
    }

    private static Path home() {
        return Jenkins.get().getRootDir().toPath();
    }

    private WorkflowRun all() throws Exception {
        return jenkins.buildAndAssertSuccess(pipeline(ALL));
    }

    @Test
    void theStatusOfAllKnowsTheLastChangeAndAsksNobody() throws Exception {
        int asked = world.world().entra().httpRequests();

        WorkflowRun run = all();

        jenkins.assertLogContains("entry contoso tm-prod contoso-tm in 'security' ok by security/pipeline-0 #1", run);
        jenkins.assertLogContains("findings []", run);
        jenkins.assertLogContains("Next rotation", run);
        assertThat(world.world().entra().httpRequests()).isEqualTo(asked);
    }

    /** A17: under the check of the links on the dashboard. */
    @Test
    void theNameOfAJobIsForWhoeverMayReadIt() throws Exception {
        WorkflowJob report = pipeline(ALL);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockQueueItemAuthenticator authenticator = new MockQueueItemAuthenticator();
        authenticator.authenticate(
                report.getFullName(), User.getById("viewer", true).impersonate2());
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(authenticator);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Computer.BUILD)
                .everywhere()
                .toEveryone()
                .grant(Jenkins.READ)
                .everywhere()
                .to("viewer")
                .grant(Item.READ, Item.BUILD)
                .onItems(report)
                .to("viewer")
                .grant(ThreatManagerPermissions.VIEW)
                .onFolders(folder())
                .to("viewer"));

        WorkflowRun run = jenkins.buildAndAssertSuccess(report);

        jenkins.assertLogContains("entry contoso tm-prod contoso-tm in 'security' ok by null", run);
        jenkins.assertLogNotContains("pipeline-0", run);
    }

    @Test
    void theWatchFindsWhatWasDoneByHand() throws Exception {
        assertThat(watch()).contains("looked at contoso.onmicrosoft.com").contains("looked at tm-prod");
        jenkins.assertLogContains("findings []", all());
        String keyId = world.app().secrets().get(0).keyId();
        world.world().tenant().removeSecretByHand(world.app(), keyId);

        assertThat(watch()).as("once a day").containsOnlyOnce("looked at contoso.onmicrosoft.com");
        edit(Instant.now().plus(Duration.ofDays(400)), "11111111-2222-3333-4444-555555555555");
        watch();

        WorkflowRun found = all();
        jenkins.assertLogContains("is not in Entra any more (contoso.onmicrosoft.com)", found);
        WorkflowRun failed =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerStatus(failOnDrift: true)"));
        jenkins.assertLogContains("Look at the list above; each says what to do.", failed);
        assertNoSecretIn(home());
    }

    @Test
    void aServerThatDoesNotAnswerIsAFindingAndHindersNoOther() throws Exception {
        world.world().threatManager().close();

        String log = watch();

        assertThat(log)
                .contains("looked at contoso.onmicrosoft.com")
                .contains("could not look at tm-prod: ")
                .doesNotContain("\tat ");
        jenkins.assertLogContains("finding: The server tm-prod could not be looked at since", all());
    }

    @Test
    void anExpiryEditedByHandIsAFindingAndRotatesNothingUntilTheJobPutsItRight() throws Exception {
        watch();
        edit(
                Instant.now().plus(Duration.ofDays(5)),
                world.app().secrets().get(0).keyId());
        Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);
        tenant.setAutomaticRotation(true);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));

        assertThat(watch()).doesNotContain("rotating");
        WorkflowRun run = all();
        jenkins.assertLogContains("says that its client secret expires on", run);
        jenkins.assertLogNotContains("was not renewed yet", run);

        jenkins.assertLogContains(
                "correct the expiry of 'contoso-tm'",
                jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + ARGUMENTS + ")")));
        assertThat(credential().getExpiry().orElseThrow()).isAfter(Instant.now().plus(Duration.ofDays(700)));
        jenkins.assertLogContains("findings []", all());
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void aJobSeesWhatItMayUse() throws Exception {
        Folder other = jenkins.createProject(Folder.class, "other");
        WorkflowJob outside = other.createProject(WorkflowJob.class, "outside");
        outside.setDefinition(new CpsFlowDefinition(ALL, true));
        jenkins.assertLogContains("There is no tenant that this job may use.", jenkins.buildAndAssertSuccess(outside));

        Folder inner = folder().createProject(Folder.class, "inner");
        WorkflowJob inside = inner.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(new CpsFlowDefinition(ALL, true));
        jenkins.assertLogContains(
                "entry contoso tm-prod contoso-tm in 'security'", jenkins.buildAndAssertSuccess(inside));
    }

    @Test
    void aTenantIsNeededForAnythingElse() throws Exception {
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerStatus(server: 'tm-prod')"));
        jenkins.assertLogContains("ERROR: A server or a credentials ID is given, but no tenant. Name the tenant", run);
    }

    @Test
    void theBuildStepDoesTheSame() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "status");
        job.getBuildersList().add(new ThreatManagerBuilder(new StatusStep()));

        jenkins.assertLogContains("contoso-tm", jenkins.buildAndAssertSuccess(job));
    }

    private static EntraAppCredentials credential() throws IOException {
        return (EntraAppCredentials) store().getCredentials(Domain.global()).get(0);
    }

    private static CredentialsStore store() throws IOException {
        return CredentialsProvider.lookupStores(folder()).iterator().next();
    }

    /** As a person may do in the dialog. */
    private static void edit(Instant expires, String keyId) throws Exception {
        EntraAppCredentials old = credential();
        EntraAppCredentials fresh = new EntraAppCredentials(
                old.getScope(),
                CREDENTIALS_ID,
                old.getDescription(),
                old.getTenant(),
                old.getClientId(),
                old.getSecret(),
                expires.toString());
        fresh.setSecretIdentifier(keyId);
        store().updateCredentials(Domain.global(), old, fresh);
    }

    private void assertNoSecretIn(Path directory) throws IOException {
        assertThat(new SecretSearch(world.secrets()).filesWithSecrets(directory))
                .isEmpty();
    }
}
