package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlElement;
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
class BuildPageTest {

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

    @Test
    void aReaderOfTheBuildSeesWhatWasDoneAndHowItStands() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(
                "threatManagerOnboard(plan: true, " + ARGUMENTS + ")\nthreatManagerOnboard(" + ARGUMENTS + ")"));

        JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
        HtmlPage build = reader.getPage(run);
        assertThat(build.getAnchorByHref("/jenkins/" + run.getUrl() + "threat-manager")
                        .getTextContent())
                .contains("Threat Manager");
        HtmlPage closed = reader.getPage(run, "threat-manager");
        assertThat(closed.asNormalizedText())
                .contains("permissions granted")
                .doesNotContain("RoleManagement.Read.All", "grant admin consent to User.Read.All");
        String page = opened(closed);

        assertThat(page)
                .contains("grant admin consent to User.Read.All")
                .contains("Read-only: nothing was changed.")
                .contains("create app registration '" + ProcedureRequest.DEFAULT_APP_NAME + "'")
                .contains("done")
                .contains(world.app().appId())
                .contains("RoleManagement.Read.All")
                .contains("contoso-tm in the credentials store of folder security")
                .contains("valid")
                .contains("enabled, sync done")
                .doesNotContain("Still running");
        String second = page.substring(page.lastIndexOf("Threat Manager: onboard an Entra tenant"));
        assertThat(second).doesNotContain("planned", "Read-only");
        assertThat(second.substring(second.lastIndexOf("Microsoft Graph permission")))
                .contains("asks for it", "granted")
                .doesNotContain("not granted");
        assertThat(reader.getPage(run, "threat-manager").getByXPath("//*[@style or @onclick]"))
                .isEmpty();
        String json = reader.goTo(run.getUrl() + "threat-manager/api/json?depth=4", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(json)
                .contains("\"clientId\"".replace("clientId", "operations"))
                .contains(world.app().appId());
        for (String secret : world.secrets()) {
            assertThat(page + json).doesNotContain(secret);
        }
    }

    /** The text with what has to be opened first. */
    private static String opened(HtmlPage page) {
        page.querySelectorAll("details").forEach(each -> ((HtmlElement) each).setAttribute("open", "open"));
        return page.asNormalizedText();
    }

    @Test
    void whoMayNotReadTheJobSeesNothing() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("threatManagerRegisterApp(tenant: 'contoso')"));

        JenkinsRule.WebClient stranger = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        stranger.login("stranger");

        for (String path : new String[] {
            "threat-manager", "threat-manager/api/json", "threat-manager/live", "threat-manager/liveSummary"
        }) {
            assertThat(stranger.goTo(run.getUrl() + path, null).getWebResponse().getStatusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aServerThatIsSetUpByHandGetsInstructionsToCopy() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(
                "threatManagerOnboard(" + ARGUMENTS.replace("tm-prod", "tm-hand") + ", profileName: '<b>ours</b>')"));
        jenkins.assertLogContains("To do by hand", run);

        HtmlPage page = jenkins.createWebClient().login("reader").getPage(run, "threat-manager");

        assertThat(page.asNormalizedText())
                .contains("To do by hand in the Threat Manager console")
                .contains("In Password, paste the client secret.")
                .contains("<b>ours</b>");
        List<Object> copied = new ArrayList<>(page.getByXPath("//ol[@data-kind='by-hand']//button/@text"));
        assertThat(copied.toString()).contains(world.app().appId());
    }

    @Test
    void aFailureIsShownWithWhatAPersonCanDo() throws Exception {
        world.close();
        world = new ControllerFixture("Application.ReadWrite.OwnedBy", "Application.Read.All").configure();
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        HtmlPage page = jenkins.createWebClient().login("reader").getPage(run, "threat-manager");

        assertThat(page.asNormalizedText())
                .contains("Admin consent is missing for")
                .contains("not done")
                .contains("not granted")
                .contains("What is left", "changes were made, and stay.", "Made, and still in place")
                .contains("What to do next", "Run the job again.");
        assertThat(page.getByXPath("//*[@data-kind='next']/li")).hasSize(2);
        assertThat(page.getAnchorByText("Grant admin consent in Entra").getHrefAttribute())
                .startsWith(world.world().entra().authority().toString())
                .endsWith("adminconsent?client_id=" + world.app().appId());
    }

    @Test
    void thePlanIsThereBeforeTheEnd() throws Exception {
        world.inRealTime();
        world.world()
                .entra()
                .behaviour()
                .lag(
                        io.jenkins.plugins.threatmanager.standin.EntraLag.SECRET_AT_TOKEN_ENDPOINT,
                        java.time.Duration.ofDays(1));
        WorkflowJob job = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("waiting", run);

        String page = jenkins.createWebClient()
                .login("reader")
                .getPage(run, "threat-manager")
                .asNormalizedText();
        run.doStop();
        jenkins.waitForCompletion(run);

        assertThat(page).contains("Still running.").contains("planned").contains("done");
    }

    @Test
    void anEmptyPageSaysWhatWillBeThere() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("echo 'nothing'"));
        run.addAction(new OnboardingReport());

        assertThat(jenkins.createWebClient()
                        .login("reader")
                        .getPage(run, "threat-manager")
                        .asNormalizedText())
                .contains("Nothing yet");
    }
}
