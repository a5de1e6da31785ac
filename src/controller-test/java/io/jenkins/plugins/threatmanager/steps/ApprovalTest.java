package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import java.io.StringReader;
import java.net.URL;
import java.util.List;
import java.util.Map;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A18: who approves what, on the pages and in builds. */
@WithJenkins
class ApprovalTest {

    private static final String PLAN = "threatManagerOnboard(" + ARGUMENTS + ", plan: true)";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE, Item.CREATE)
                .everywhere()
                .to("alice", "bob", "carol")
                .grant(Jenkins.READ, Item.DISCOVER)
                .everywhere()
                .to("dave")
                .grant(ThreatManagerPermissions.APPROVE)
                .onFolders(ControllerFixture.folder())
                .to("alice", "bob", "dave"));
        wanting("GRANTS", false);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void wanting(String approval, boolean ofRotation) {
        Policy policy = ControllerFixture.allowing("OFFBOARD");
        policy.setApproval(approval);
        policy.setApprovalOfRotation(ofRotation);
        Tenant tenant = world.tenant();
        tenant.setPolicy(policy);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    private WorkflowRun startedBy(String user, WorkflowJob job) throws Exception {
        return job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user)))
                .get();
    }

    private WorkflowRun planned(String user) throws Exception {
        return jenkins.assertBuildStatusSuccess(startedBy(user, pipeline(PLAN)));
    }

    private static String digest(Run<?, ?> run) {
        return run.getAction(OnboardingReport.class).getOperations().get(0).getDigest();
    }

    private HtmlPage page(String user, Run<?, ?> run) throws Exception {
        return jenkins.createWebClient().login(user).goTo(run.getUrl() + "threat-manager/");
    }

    private static HtmlButton button(HtmlPage page) {
        return page.getFirstByXPath("//form[@action='approve']//button");
    }

    private void approve(String user, Run<?, ?> run) throws Exception {
        button(page(user, run)).click();
    }

    private Page post(String user, String path, String digest) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login(user);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("digest", digest)));
        return client.getPage(client.addCrumb(request));
    }

    private static String onboard(String digest) {
        return "threatManagerOnboard(" + ARGUMENTS + ", approvedPlan: '" + digest + "')";
    }

    private void refused(WorkflowJob job, String sentence) throws Exception {
        int apps = world.world().tenant().applications().size();
        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(run)).contains(sentence).doesNotContain("\tat ");
        assertThat(world.world().tenant().applications()).hasSize(apps);
    }

    @Test
    void withoutApprovalNothingIsGrantedAndNoSecretMade() throws Exception {
        refused(
                pipeline("threatManagerOnboard(" + ARGUMENTS + ")"),
                "ERROR: The policy of the tenant 'contoso' wants another person to approve this plan first.");
        refused(pipeline("threatManagerRegisterApp(tenant: 'contoso')"), "wants another person to approve this plan");
        WorkflowRun plan = planned("alice");
        refused(pipeline(onboard(digest(plan))), "ERROR: Nobody has approved the plan");
        refused(pipeline(onboard("0".repeat(64))), "ERROR: No plan with the digest");
        refused(pipeline(onboard("latest")), "ERROR: approvedPlan is the digest that 'plan' has shown");
    }

    @Test
    void anotherPersonApprovesAndThatPlanIsCarriedOut() throws Exception {
        WorkflowRun plan = planned("alice");
        assertThat(page("bob", plan).asNormalizedText()).contains("Nobody has approved this plan yet.");

        approve("bob", plan);

        assertThat(page("carol", plan).asNormalizedText()).contains("bob has approved this plan");
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(onboard(digest(plan))));
        assertThat(JenkinsRule.getLog(run)).contains("done: Entra: create client secret");
        assertThat(page("carol", plan).asNormalizedText()).contains("it was carried out");
        assertThat(AuditLog.get()
                        .search("approve plan " + digest(plan), "contoso", "", "", "")
                        .getFound())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getWho()).isEqualTo("bob");
                    assertThat(line.getPhase()).isEqualTo("approval");
                });
        // Nothing to change, so nothing to approve.
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
    }

    @Test
    void whoStartedThePlanCannotApproveIt() throws Exception {
        WorkflowRun plan = planned("alice");
        HtmlPage page = page("alice", plan);
        assertThat(button(page)).isNull();
        assertThat(page.asNormalizedText()).contains("You started this build, so another person has to approve");
        Page answer = post("alice", plan.getUrl() + "threat-manager/approve", digest(plan));
        assertThat(answer.getWebResponse().getContentAsString()).contains("You started this build");
        refused(pipeline(onboard(digest(plan))), "Nobody has approved the plan");
    }

    /** Whoever starts a job that starts the plan's is behind it, too. */
    @Test
    void norWhoStartedWhatLedToIt() throws Exception {
        Run<?, ?> upstream = startedBy("alice", pipeline("echo 'goes on'"));
        WorkflowRun plan = jenkins.assertBuildStatusSuccess(
                pipeline(PLAN).scheduleBuild2(0, new CauseAction(new Cause.UpstreamCause(upstream))));
        assertThat(button(page("alice", plan))).isNull();
        assertThat(button(page("bob", plan))).isNotNull();
    }

    @Test
    void whoLacksThePermissionCannot() throws Exception {
        WorkflowRun plan = planned("alice");
        assertThat(button(page("carol", plan))).isNull();
        Page answer = post("carol", plan.getUrl() + "threat-manager/approve", digest(plan));
        assertThat(answer.getWebResponse().getContentAsString()).contains("You lack the permission");
        JenkinsRule.WebClient get = jenkins.createWebClient().login("bob");
        get.assertFails(plan.getUrl() + "threat-manager/approve?digest=" + digest(plan), 404);
        assertThat(post("bob", plan.getUrl() + "threat-manager/approve", "0".repeat(64))
                        .getWebResponse()
                        .getContentAsString())
                .contains("This build has shown no plan with that digest");
        refused(pipeline(onboard(digest(plan))), "Nobody has approved the plan");
    }

    /** Jenkins refuses to look up a job that may be discovered and not read; the pages must not end with that. */
    @Test
    void aJobThatMayBeDiscoveredAndNotReadIsNotShown() throws Exception {
        WorkflowRun plan = planned("alice");
        JenkinsRule.WebClient dave = jenkins.createWebClient().login("dave");
        assertThat(dave.goTo("threat-manager/approvals/").asNormalizedText())
                .contains("No plan that you may approve")
                .doesNotContain(digest(plan));
        assertThat(dave.goTo("threat-manager/").asNormalizedText()).doesNotContain("Approvals");
    }

    /** Of a build that no user started. */
    @Test
    void whoConfiguredTheJobLastCannotWhereNobodyStartedIt() throws Exception {
        WorkflowJob job = pipeline(PLAN);
        WorkflowRun unknown = jenkins.buildAndAssertSuccess(job);
        assertThat(page("bob", unknown).asNormalizedText()).contains("it is not known who configured its job");
        try (ACLContext as = ACL.as2(User.getById("alice", true).impersonate2())) {
            job.updateByXml(
                    new StreamSource(new StringReader(job.getConfigFile().asString())));
        }
        WorkflowRun timed = jenkins.buildAndAssertSuccess(job);
        assertThat(page("alice", timed).asNormalizedText()).contains("You configured the job last");
        assertThat(button(page("alice", timed))).isNull();
        assertThat(button(page("bob", timed))).isNotNull();
    }

    private static void configuredBy(String user, WorkflowJob job, String description) throws Exception {
        try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
            String xml = job.getConfigFile()
                    .asString()
                    .replaceFirst("<description>.*</description>", "")
                    .replaceFirst("<keepDependencies>", "<description>" + description + "</description>$0");
            job.updateByXml(new StreamSource(new StringReader(xml)));
        }
    }

    private WorkflowRun timed(WorkflowJob job, Cause... causes) throws Exception {
        return jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new CauseAction(causes)));
    }

    /** Her job decides when his runs, and with which parameters. */
    @Test
    void norWhoConfiguredTheJobThatLedToIt() throws Exception {
        WorkflowJob hers = pipeline("echo 'goes on'");
        configuredBy("alice", hers, "hers");
        WorkflowJob his = pipeline(PLAN);
        configuredBy("carol", his, "his");
        WorkflowRun plan = timed(his, new Cause.UpstreamCause(timed(hers, new TimerTrigger.TimerTriggerCause())));
        assertThat(page("alice", plan).asNormalizedText()).contains("You configured the job");
        assertThat(button(page("alice", plan))).isNull();
        assertThat(button(page("bob", plan))).isNotNull();
    }

    /** Whoever has the token may be the approver. */
    @Test
    void whoStartedItWithATokenIsUnknown() throws Exception {
        WorkflowJob job = pipeline(PLAN);
        configuredBy("carol", job, "hers");
        WorkflowRun plan = timed(job, new Cause.RemoteCause("192.0.2.1", "why not"));
        assertThat(button(page("bob", plan))).isNull();
        assertThat(page("bob", plan).asNormalizedText()).contains("It is not known who started this build");
        assertThat(button(page("bob", timed(job, new TimerTrigger.TimerTriggerCause()))))
                .isNotNull();
    }

    /** She planned with it; that somebody puts it right afterwards does not make the plan his. */
    @Test
    void whoConfiguresTheJobAfterwardsIsNotBehindThePlan() throws Exception {
        WorkflowJob job = pipeline(PLAN);
        configuredBy("alice", job, "hers");
        WorkflowRun plan = timed(job, new TimerTrigger.TimerTriggerCause());
        configuredBy("carol", job, "his");
        assertThat(button(page("alice", plan))).isNull();
        assertThat(button(page("bob", plan))).isNotNull();
    }

    /** Job DSL and the like save as Jenkins itself what somebody else has written. */
    @Test
    void whatJenkinsItselfHasChangedSinceIsNobodys() throws Exception {
        WorkflowJob job = pipeline(PLAN);
        configuredBy("carol", job, "hers");
        job.setDescription("of a seed job");
        WorkflowRun plan = timed(job, new TimerTrigger.TimerTriggerCause());
        assertThat(button(page("bob", plan))).isNull();
        assertThat(page("bob", plan).asNormalizedText()).contains("it is not known who configured");
    }

    @Test
    void aTenantThatChangedMeanwhileIsNotTouched() throws Exception {
        WorkflowRun plan = planned("alice");
        approve("bob", plan);
        world.world().tenant().nameByHand(world.world().tenant().createByHand("Payroll"), "somebody-elses");
        wanting("NONE", false);
        jenkins.buildAndAssertSuccess(pipeline("threatManagerRegisterApp(tenant: 'contoso')"));
        wanting("GRANTS", false);
        refused(pipeline(onboard(digest(plan))), "ERROR: The plan is another one than the approved plan");
        refused(
                pipeline("threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'contoso-tm', approvedPlan: '"
                        + digest(plan) + "')"),
                "ERROR: The plan is another one than the approved plan");
    }

    @Test
    void whatIsWithdrawnIsNotApprovedAnyMore() throws Exception {
        WorkflowRun plan = planned("alice");
        approve("bob", plan);
        HtmlPage list = jenkins.createWebClient().login("bob").goTo("threat-manager/approvals/");
        assertThat(list.querySelectorAll("#threat-manager-approvals tbody tr")).hasSize(1);
        assertThat(list.asNormalizedText()).contains("contoso", "approved", "bob");
        assertThat(jenkins.createWebClient()
                        .login("carol")
                        .goTo("threat-manager/approvals/")
                        .asNormalizedText())
                .contains("No plan that you may approve");
        assertThat(post("carol", "threat-manager/approvals/withdraw", digest(plan))
                        .getWebResponse()
                        .getContentAsString())
                .contains("you may not approve it");

        ((HtmlButton) list.getFirstByXPath("//form[@action='withdraw']//button")).click();

        refused(pipeline(onboard(digest(plan))), "ERROR: No plan with the digest");
    }

    @Test
    void rotationsThatAreDueFollowTheirOwnSwitch() throws Exception {
        wanting("NONE", false);
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ", secretLifetime: '60 days')"));
        wanting("GRANTS", false);
        String rotate = "threatManagerRotateSecret(" + ARGUMENTS;
        refused(pipeline(rotate + ", force: true)"), "wants another person to approve this plan");
        String due = rotate + ", secretLifetime: '24 months', renewBefore: '3 months')";
        wanting("GRANTS", true);
        refused(pipeline(due), "wants another person to approve this plan");
        wanting("GRANTS", false);
        refused(pipeline(due), "wants another person to approve this plan");
        ThreatManagerConfiguration.get().getDefaults().setRenewBefore("3 months");
        jenkins.buildAndAssertSuccess(pipeline(due));
    }

    /** As the README has it. */
    @Test
    void planApprovalAndApplyInOnePipeline() throws Exception {
        WorkflowJob job = pipeline("""
            def planned = threatManagerOnboard(%s, plan: true)
            if (planned.digest) {
              input message: 'Has the plan been approved on the Threat Manager page?'
              threatManagerOnboard(%s, approvedPlan: planned.digest)
            }
            """.formatted(ARGUMENTS, ARGUMENTS));
        WorkflowRun run = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("alice")))
                .waitForStart();
        jenkins.waitForMessage("Has the plan been approved", run);
        approve("bob", run);
        run.getAction(InputAction.class).getExecutions().get(0).proceed(Map.of());
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(world.app().secrets()).hasSize(1);
    }

    /** A Pipeline script that was changed since cannot smuggle anything in. */
    @Test
    void theDigestBindsTheArguments() throws Exception {
        WorkflowRun plan = planned("alice");
        approve("bob", plan);
        WorkflowJob job = pipeline("");
        job.setDefinition(new CpsFlowDefinition(
                "threatManagerOnboard(tenant: 'contoso', server: 'tm-prod', credentialsId: 'other-id', approvedPlan: '"
                        + digest(plan) + "')",
                true));
        refused(job, "ERROR: The plan is another one than the approved plan");
    }
}
