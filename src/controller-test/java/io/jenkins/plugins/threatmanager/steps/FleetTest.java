package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.Approvals;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FleetTest {

    private static final int TENANTS = 5;
    private static final String ONBOARD =
            "threatManagerFleet(operation: 'onboard', server: 'tm-prod', credentialsId: '{tenant}-tm', %s)";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture();
        FleetSettings.in(world.world(), JvmTrust.tls(), TENANTS).configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static String onboard(String arguments) {
        return String.format(ONBOARD, arguments);
    }

    private static WorkflowJob job(String script) throws Exception {
        return ControllerFixture.pipeline(script);
    }

    private StandInTenant tenant(int number) {
        return world.world().entra().tenant(FleetSettings.domain(number)).orElseThrow();
    }

    private long apps() {
        long count = 0;
        for (int i = 0; i < TENANTS; i++) {
            count += tenant(i).named(ProcedureRequest.DEFAULT_UNIQUE_NAME).isPresent() ? 1 : 0;
        }
        return count;
    }

    private static void edit(int number, Consumer<Tenant> change) {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        List<Tenant> tenants = configuration.getTenants();
        change.accept(tenants.get(number));
        configuration.setTenants(tenants);
    }

    @Test
    void allOfThemAreOnboardedAndSayHow() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("def r = " + onboard("tenants: 'fleet-*'")
                + "\necho \"$r, ${r.entries.size()}, ${r.entries[0].tenant} ${r.entries[0].credentialsId}"
                + " ${r.entries[0].expires != null}\""));

        jenkins.assertLogContains(
                "5 tenants: 5 done, 0 planned, 0 failed, 0 refused, 0 want approval, 0 not begun, 5, fleet-000"
                        + " fleet-000-tm true",
                run);
        assertThat(apps()).isEqualTo(TENANTS);
        assertThat(world.world().threatManager().console().syncs()).hasSize(TENANTS);
        HtmlPage page = jenkins.createWebClient().getPage(run, "threat-manager-fleet");
        assertThat(page.getByXPath("//table[@data-kind='fleet']//tr[@data-state='DONE']"))
                .hasSize(TENANTS);

        WorkflowRun due = jenkins.buildAndAssertSuccess(job("echo \"${threatManagerFleet(operation: 'rotateSecret',"
                + " tenants: '*', due: true, server: 'tm-prod', credentialsId: '{tenant}-tm')}\""));
        jenkins.assertLogContains("0 tenants: 0 done", due);
        WorkflowRun status = jenkins.buildAndAssertSuccess(job("echo \"${threatManagerFleet(operation: 'status',"
                + " labels: 'odd', server: 'tm-prod', credentialsId: '{tenant}-tm', failOnDrift: true)}\""));
        jenkins.assertLogContains("2 tenants: 2 done", status);
    }

    @Test
    void aPlanChangesNothingAndShowsItAll() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                job("def r = " + onboard("tenants: '*', plan: true") + "\necho \"$r ${r.entries[4].changes[0]}\""));
        jenkins.assertLogContains("5 tenants: 0 done, 5 planned", run);
        assertThat(apps()).isZero();
        HtmlPage page = jenkins.createWebClient().getPage(run, "threat-manager-fleet");
        assertThat(page.getBody().getTextContent()).contains("Read-only: nothing was changed.");
        HtmlPage one = page.getAnchorByText("fleet-003").click();
        assertThat(one.getBody().getTextContent()).contains("fleet-003.onmicrosoft.com");
    }

    /** What a pattern does not see is not there; a name is refused in the words for one that is not there. */
    @Test
    void nothingIsToBeLearntOfTenantsOfOthers() throws Exception {
        edit(3, tenant -> tenant.setAllowedFolders(List.of("sales")));
        edit(1, tenant -> {
            Policy policy = new Policy();
            policy.setPermissions(List.of("User.Read.All"));
            tenant.setPolicy(policy);
        });
        WorkflowRun patterns = jenkins.buildAndAssertSuccess(
                job(onboard("tenants: 'fleet-00[3]* fleet-00?', plan: true, failOnFailure: false")));
        jenkins.assertLogNotContains("fleet-003", patterns);
        WorkflowRun named = jenkins.buildAndAssertStatus(
                Result.FAILURE, job(onboard("tenants: 'fleet-000, fleet-003, fleet-777'")));
        for (String name : List.of("fleet-003", "fleet-777")) {
            jenkins.assertLogContains(
                    "[" + name + "] There is no tenant '" + name + "' that the job 'security/", named);
        }
        jenkins.assertLogContains("Of 3 tenants 2 were refused.", named);
        jenkins.assertLogContains("[step-fleet]", named);
        assertThat(apps()).isEqualTo(1);
        jenkins.assertLogContains(
                "No tenant that the job",
                jenkins.buildAndAssertStatus(Result.FAILURE, job(onboard("tenants: 'sales-*'"))));
    }

    @Test
    void nonsenseIsRefusedBeforeAnythingBegins() throws Exception {
        for (List<String> wrong : List.of(
                List.of("threatManagerFleet operation: 'offboard', tenants: '*'", "'offboard' is not."),
                List.of("threatManagerFleet operation: 'onboard'", "Nothing says which tenants are meant"),
                List.of(onboard("tenants: '*', concurrency: 0"), "concurrency must be a whole number"))) {
            WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job(wrong.get(0)));
            jenkins.assertLogContains(wrong.get(1), run);
            jenkins.assertLogContains("[step-argument]", run);
            jenkins.assertLogNotContains("\tat ", run);
        }
        assertThat(world.requests()).isZero();
    }

    @Test
    void aCanaryThatFailsKeepsTheOthersFromBeginning() throws Exception {
        world.world()
                .threatManager()
                .console()
                .onTestConnection((domain, cloud, client, secret) -> new ThreatManagerConsole.Result(false, "no"));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job(onboard("tenants: '*'")));
        jenkins.assertLogContains("Of 5 tenants 1 failed, 4 were not begun.", run);
        assertThat(apps()).isEqualTo(1);
        HtmlPage page = jenkins.createWebClient().getPage(run, "threat-manager-fleet");
        HtmlPage left = page.getAnchorByText("fleet-000").click();
        assertThat(left.getBody().getTextContent()).contains("[onboarding-connection-test-failed]");
        WorkflowRun caught = jenkins.buildAndAssertSuccess(
                job("def r = " + onboard("tenants: '*', failOnFailure: false") + "\necho \"failed: ${r.failed}\""));
        jenkins.assertLogContains("failed: 1", caught);
    }

    @Test
    void whatWantsApprovalIsListedAndCarriedOutOnceItIsApproved() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin", "other"));
        for (int number : new int[] {0, 2}) {
            edit(number, tenant -> {
                Policy policy = new Policy();
                policy.setApproval("ALL_CHANGES");
                tenant.setPolicy(policy);
            });
        }
        WorkflowJob job = job("def r = " + onboard("tenants: '*'") + "\necho \"digest ${r.entries[0].digest}\"");
        WorkflowRun run = startedByAdmin(job);
        jenkins.assertLogContains("3 done, 0 planned, 0 failed, 0 refused, 2 want approval", run);
        assertThat(apps()).isEqualTo(3);
        assertThat(Approvals.get().all()).hasSize(2);
        jenkins.assertLogContains("digest " + Approvals.get().all().get(1).getDigest(), run);

        HtmlPage page = jenkins.createWebClient().login("other").getPage(run, "threat-manager-fleet");
        HtmlPage one = page.getAnchorByText("fleet-002").click();
        HtmlButton button = one.getFirstByXPath("//form[@action='approve']//button");
        HtmlPage approved = button.click();
        assertThat(approved.getBody().getTextContent()).contains("other has approved this plan");

        WorkflowRun next = startedByAdmin(job);
        jenkins.assertLogContains("4 done, 0 planned, 0 failed, 0 refused, 1 want approval", next);
        assertThat(apps()).isEqualTo(4);
    }

    private WorkflowRun startedByAdmin(WorkflowJob job) throws Exception {
        return jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("admin"))));
    }

    @Test
    void anAbortInterruptsWhatRunsAndLeavesTheRest() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        world.waitingWith(wait -> {
            waiting.countDown();
            new CountDownLatch(1).await();
        });
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        WorkflowJob job = job(onboard("tenants: '*'"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        waiting.await();
        run.doStop();
        jenkins.waitForCompletion(run);
        jenkins.assertBuildStatus(Result.ABORTED, run);
        jenkins.assertLogNotContains("\tat ", run);
        HtmlPage page = jenkins.createWebClient().getPage(run, "threat-manager-fleet");
        assertThat(page.getBody().getTextContent()).contains("failed: 1, not begun: 4");

        world.world().entra().behaviour().lag(Duration.ZERO);
        world.quickly();
        jenkins.buildAndAssertSuccess(job);
        assertThat(apps()).isEqualTo(TENANTS);
    }

    @Test
    void branchesOfOneBuildShareTheBudgetAndNothingElse() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("parallel odd: { echo \"odd: ${" + onboard("labels: 'odd'")
                + "}\" }, even: { echo \"even: ${" + onboard("labels: 'even'") + "}\" }"));
        jenkins.assertLogContains("odd: 2 tenants: 2 done", run);
        jenkins.assertLogContains("even: 3 tenants: 3 done", run);
        assertThat(apps()).isEqualTo(TENANTS);
        HtmlPage page = jenkins.createWebClient().getPage(run, "threat-manager-fleet");
        assertThat(page.getByXPath("//table[@data-kind='fleet']")).hasSize(2);
    }

    @Test
    void aFreestyleJobDoesTheSame() throws Exception {
        FreeStyleProject job = ControllerFixture.folder().createProject(FreeStyleProject.class, "freestyle");
        FleetStep step = new FleetStep("registerApp");
        step.setTenants("fleet-*");
        job.getBuildersList().add(new ThreatManagerBuilder(step));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("5 tenants: 5 done", build);
        assertThat(apps()).isEqualTo(TENANTS);
        assertThat(((Run<?, ?>) build).getAction(FleetReport.class)).isNotNull();
    }
}
