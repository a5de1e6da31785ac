package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a build's own page says of what was done in it, and what comes while it runs. */
@WithJenkins
class BuildSummaryTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private HtmlPage page(Run<?, ?> run) throws Exception {
        return jenkins.createWebClient().login("reader").getPage(run);
    }

    private static String summary(HtmlPage page, int number) {
        DomElement summary = page.getElementById("threat-manager-summary-" + number);
        assertThat(summary).isNotNull();
        return summary.asNormalizedText();
    }

    private WebResponse fragment(Run<?, ?> run, String name) throws Exception {
        JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
        // A part of a page has none of the scripts that its page has loaded.
        reader.getOptions().setJavaScriptEnabled(false);
        return reader.goTo(run.getUrl() + "threat-manager/" + name, "text/html").getWebResponse();
    }

    @Test
    void saysOfEachOperationWhatWasDoneAndHowItStands() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(
                "threatManagerOnboard(plan: true, " + ARGUMENTS + ")\nthreatManagerOnboard(" + ARGUMENTS + ")"));

        HtmlPage page = page(run);

        assertThat(summary(page, 1)).contains("read-only", "changes are planned", "Nobody has approved this plan yet.");
        assertThat(summary(page, 2))
                .contains("Threat Manager: onboard an Entra tenant", "contoso", "tm-prod", "done")
                .contains("8 of 8 permissions granted".replace("8", count(run)))
                .contains("Client secret valid until", "Entra ID Sync: enabled, sync done")
                .doesNotContain("What is left", "failed");
        assertThat(page.getElementById("threat-manager-summary-3")).isNull();
        assertThat(page.getByXPath("//*[contains(@class,'threat-manager-live')]//*[@style or @onclick]"))
                .isEmpty();
        assertThat(page.getAnchorByHref("/jenkins/" + run.getUrl() + "threat-manager/#operation-2"))
                .isNotNull();
        for (String secret : world.secrets()) {
            assertThat(page.asXml()).doesNotContain(secret);
        }
    }

    private static String count(Run<?, ?> run) {
        return String.valueOf(run.getAction(io.jenkins.plugins.threatmanager.report.OnboardingReport.class)
                .getOperations()
                .get(1)
                .getPermissions()
                .size());
    }

    @Test
    void aFreestyleBuildHasTheSame() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(new ThreatManagerBuilder(new RegisterAppStep("contoso")));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        assertThat(summary(page(build), 1)).contains("register the Entra app", "done", "permissions granted");
    }

    @Test
    void aFailedRunSaysWhatIsLeftAndWhatToDo() throws Exception {
        world.close();
        world = new ControllerFixture("Application.ReadWrite.OwnedBy", "Application.Read.All").configure();
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        assertThat(summary(page(run), 1))
                .contains("failed", "Admin consent is missing for")
                .contains("What is left:", "changes were made, and stay.")
                .contains("What to do next:", "Run the job again.");
    }

    @Test
    void aBuildWithoutAnyOperationHasNoSummary() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("echo 'nothing'"));

        assertThat(page(run).getElementById("threat-manager-summary-1")).isNull();
    }

    /** The page asks for these parts as long as the build runs. */
    @Test
    void stepsComeWhileItRunsAndEndWithIt() throws Exception {
        world.inRealTime();
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        WorkflowRun run = pipeline("threatManagerOnboard(" + ARGUMENTS + ", appName: '<b>ours</b>')")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("waiting", run);

        WebResponse during = fragment(run, "live");
        String summaryThen = fragment(run, "liveSummary").getContentAsString();
        run.doStop();
        jenkins.waitForCompletion(run);
        String after = fragment(run, "live").getContentAsString();

        assertThat(during.getContentAsString())
                .contains("data-building=\"true\"", "changes made. Last: ", "&lt;b>ours&lt;/b>")
                .doesNotContain("<b>ours", "<html", "<script>");
        assertThat(during.getResponseHeaderValue("Cache-Control")).contains("no-store");
        assertThat(summaryThen).contains("data-building=\"true\"", "running", "changes made.");
        assertThat(after)
                .contains("data-building=\"false\"", "What is left", "Run the job again.")
                .doesNotContain("Still running");
        for (String secret : world.secrets()) {
            assertThat(during.getContentAsString() + summaryThen + after).doesNotContain(secret);
        }
    }
}
