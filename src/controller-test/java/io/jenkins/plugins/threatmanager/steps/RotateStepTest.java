package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import java.time.Instant;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RotateStepTest {

    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String held() {
        return world.held();
    }

    @Test
    void aPipelineReadsWhereTheRotationStands() throws Exception {
        String before = held();
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("""
            def quiet = threatManagerRotateSecret(%1$s)
            echo "quiet ${quiet.phase} changes ${quiet.changes.size()} old ${quiet.oldExpires} next ${quiet.nextRotation}"
            def rotated = threatManagerRotateSecret(%1$s, force: true)
            echo "rotated ${rotated.phase} changes ${rotated.changes.size()} old ${rotated.oldExpires}"
            def settled = threatManagerRotateSecret(%1$s, gracePeriod: '0 days')
            echo "settled ${settled.phase} changes ${settled.changes.size()} old ${settled.oldExpires}"
            """.formatted(ARGUMENTS)));

        jenkins.assertLogContains("quiet UP_TO_DATE changes 0 old null next 20", run);
        jenkins.assertLogContains("rotated IN_GRACE changes 4 old 20", run);
        jenkins.assertLogContains("settled UP_TO_DATE changes 1 old null", run);
        jenkins.assertLogContains("update Credential Profile", run);
        assertThat(held()).isNotEqualTo(before);
        assertThat(world.app().secrets()).extracting(StandInSecret::text).containsExactly(held());
        String page = jenkins.createWebClient().getPage(run, "threat-manager").asNormalizedText();
        assertThat(page).contains("done; the older secret stays for the grace period", "holds the stored secret");
    }

    @Test
    void byHandAPersonConfirmsAndTheServerBesideIsMovedAsWell() throws Exception {
        String arguments = ARGUMENTS.replace("tm-prod", "tm-hand");
        WorkflowRun first =
                jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + arguments + ", force: true)"));
        jenkins.assertLogContains("To do by hand", first);
        jenkins.assertLogContains("on tm-prod (not named, but it holds a secret of this credential", first);
        assertThat(world.app().secrets()).hasSize(2);

        WorkflowRun again = jenkins.buildAndAssertSuccess(
                pipeline("threatManagerRotateSecret(" + arguments + ", gracePeriod: '0 days')"));
        jenkins.assertLogContains("stays until it is confirmed that 'tm-hand' holds the stored one", again);

        jenkins.buildAndAssertSuccess(
                pipeline("threatManagerRotateSecret(" + arguments + ", gracePeriod: '0 days', confirm: true)"));
        assertThat(world.app().secrets()).extracting(StandInSecret::text).containsExactly(held());
    }

    @Test
    void severalServersOneOfWhichTheJobMayNotUse() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                pipeline("threatManagerRotateSecret(" + ARGUMENTS.replace("tm-prod", "tm-prod, tm-elsewhere")
                        + ", force: true)"));
        jenkins.assertLogContains("There is no server 'tm-elsewhere' that the job", run);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void aTenantMayHaveAnIdentityForRotationAlone() throws Exception {
        StandInTenant tenant = world.world().tenant();
        StandInApp rotator = tenant.registerBootstrap("Jenkins rotation", "Application.ReadWrite.OwnedBy");
        StandInSecret secret = tenant.addSecretByHand(rotator, "rotation", LATER);
        world.app().addOwner(tenant.principalOf(rotator.appId()).orElseThrow().id());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "rotator", "", Secret.fromString(secret.text())));
        ThreatManagerConfiguration.get()
                .getTenants()
                .get(0)
                .setRotationAuthentication(new ClientSecretAuthentication(rotator.appId(), "rotator"));
        assertThat(ExtensionList.lookupSingleton(Tenant.DescriptorImpl.class)
                        .doVerifyTenant("contoso")
                        .renderHtml())
                .contains("Secrets are rotated as application " + rotator.appId());
        StandInApp bootstrap = world.world().bootstrap();
        tenant.removeSecretByHand(bootstrap, world.world().bootstrapSecret().keyId());
        String before = held();

        jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + ARGUMENTS + ", force: true)"));

        assertThat(held()).isNotEqualTo(before);
    }

    @Test
    void aBuildStepWithVariables() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        RotateSecretStep operation = new RotateSecretStep("contoso", "tm-prod $NOTHING", CREDENTIALS_ID);
        operation.setForce(true);
        job.getBuildersList().add(new ThreatManagerBuilder(operation));
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("There is no server '$NOTHING'", failed);

        job.getBuildersList().clear();
        operation = new RotateSecretStep("contoso", "tm-prod", CREDENTIALS_ID);
        operation.setForce(true);
        operation.setGracePeriod("0 days");
        job.getBuildersList().add(new ThreatManagerBuilder(operation));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("Rotation            up to date", build);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void argumentsWithoutSense() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("threatManagerRotateSecret(" + ARGUMENTS + ", gracePeriod: '30 days')"));
        jenkins.assertLogContains("The grace period of 30 days must be shorter than renewBefore", run);
        run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("threatManagerRotateSecret(" + ARGUMENTS.replace("tm-prod", " , ") + ")"));
        jenkins.assertLogContains("A server is missing.", run);
    }
}
