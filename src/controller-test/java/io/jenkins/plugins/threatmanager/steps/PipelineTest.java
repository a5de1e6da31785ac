package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PipelineTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void scriptedOnboardsReadsTheResultInTheSandboxAndChangesNothingTheSecondTime() throws Exception {
        WorkflowJob job = pipeline("""
            def r = threatManagerOnboard(%s)
            echo "client ${r.clientId} object ${r.objectId} tenant ${r.tenantId} app ${r.appName}"
            echo "missing ${r.missingPermissions.size()} changes ${r.changes.size()} drift ${r.drift.size()}"
            echo "credential ${r.credentialsId} until ${r.expires} profile ${r.profileName}"
            echo "enabled ${r.enabled} last ${r.lastSyncStatus}"
            """.formatted(ARGUMENTS));

        WorkflowRun first = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains(
                "client " + world.app().appId() + " object " + world.app().id() + " tenant 0f5e6c1a", first);
        jenkins.assertLogContains("app " + ProcedureRequest.DEFAULT_APP_NAME, first);
        jenkins.assertLogContains("missing 0 changes 18 drift 0", first);
        jenkins.assertLogContains("credential " + CREDENTIALS_ID + " until 20", first);
        jenkins.assertLogContains("profile " + ProcedureRequest.DEFAULT_APP_NAME + " (contoso.onmicrosoft.com)", first);
        jenkins.assertLogContains("enabled true last SUCCEEDED", first);
        jenkins.assertLogContains("1. Entra: create app registration", first);
        jenkins.assertLogContains("done: Threat Manager: add Entra ID Sync", first);
        jenkins.assertLogContains("✓ User.Read.All", first);

        WorkflowRun second = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("no change needed", second);
        jenkins.assertLogContains("missing 0 changes 0 drift 0", second);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void declarativeNeedsNoAgent() throws Exception {
        WorkflowJob job = pipeline("""
            pipeline {
              agent none
              stages {
                stage('Onboard') {
                  steps {
                    threatManagerOnboard %s
                  }
                }
              }
            }
            """.formatted(ARGUMENTS));

        jenkins.buildAndAssertSuccess(job);

        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void theThirdsOfTheProcedureMakeTheWhole() throws Exception {
        WorkflowJob job = pipeline("""
            echo "registered ${threatManagerRegisterApp(tenant: 'contoso').clientId}"
            echo "stored ${threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'contoso-tm').expires}"
            echo "configured ${threatManagerConfigureSync(%s).lastSyncStatus}"
            echo "drift ${threatManagerStatus(failOnDrift: true, %s).drift}"
            """.formatted(ARGUMENTS, ARGUMENTS));

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("registered " + world.app().appId(), run);
        jenkins.assertLogContains("configured SUCCEEDED", run);
        jenkins.assertLogContains("drift [:]", run);
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        WorkflowJob job = pipeline("""
            def r = threatManagerOnboard(%s, plan: true)
            echo "would make ${r.changes.size()} changes, drift in ${r.drift.keySet()}"
            """.formatted(ARGUMENTS));

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains(
                "would make 18 changes, drift in [application, servicePrincipal, consent, clientSecret, credential,"
                        + " credentialProfile, entraIdSync]",
                run);
        assertThat(world.world().tenant().applications()).hasSize(1);
        assertThat(world.world().threatManager().http().received())
                .allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void statusReportsDriftAndFailsOnlyWhenAsked() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        world.world().tenant().revokeByHand(world.app(), "User.Read.All");

        WorkflowRun reported = jenkins.buildAndAssertSuccess(
                pipeline("echo \"drift ${threatManagerStatus(" + ARGUMENTS + ").drift}\""));
        jenkins.assertLogContains("drift [consent:[Entra: grant admin consent to User.Read.All", reported);

        WorkflowRun failed = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("threatManagerStatus(" + ARGUMENTS + ", failOnDrift: true)"));
        jenkins.assertLogContains(
                "ERROR: The tenant 'contoso' differs from what is wanted in 1 point. Run threatManagerOnboard", failed);
        jenkins.assertLogContains("✗ User.Read.All", failed);
    }

    @Test
    void aJobOutsideOfTheAllowedFoldersLearnsNothing() throws Exception {
        WorkflowJob outside = jenkins.createProject(WorkflowJob.class, "outside");
        outside.setDefinition(new CpsFlowDefinition("threatManagerRegisterApp(tenant: 'contoso')", true));
        WorkflowRun notAllowed = jenkins.buildAndAssertStatus(Result.FAILURE, outside);
        outside.setDefinition(new CpsFlowDefinition("threatManagerRegisterApp(tenant: 'nothere')", true));
        WorkflowRun notThere = jenkins.buildAndAssertStatus(Result.FAILURE, outside);

        assertThat(error(notAllowed).replace("contoso", "nothere")).isEqualTo(error(notThere));
        assertThat(world.world().entra().httpRequests()).isZero();
    }

    @Test
    void aFailureIsASentenceWithoutStackTrace() throws Exception {
        for (String arguments : new String[] {
            "tenant: 'contoso', appName: ' ', permissions: 'no permission'",
            "tenant: 'contoso', timeoutMinutes: 0",
            "tenant: 'contoso', permissions: 'User.Read.Everything'"
        }) {
            WorkflowRun run = jenkins.buildAndAssertStatus(
                    Result.FAILURE, pipeline("threatManagerRegisterApp(" + arguments + ")"));
            assertThat(error(run)).contains(". ").matches("ERROR: .* \\[[a-z]+(-[a-z]+)+]");
            jenkins.assertLogNotContains("\tat ", run);
            jenkins.assertLogNotContains("Exception", run);
        }
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                pipeline("threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'x', renewBefore: 'P3Y')"));
        assertThat(error(run)).contains("choose a shorter renewBefore");
        run = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                pipeline("threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'x', store: 'ROOT')"));
        assertThat(error(run)).contains("root credentials store may not be written");
        assertThat(world.world().tenant().applications()).hasSize(1);
    }

    private static String error(WorkflowRun run) throws Exception {
        return JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .orElseThrow();
    }
}
