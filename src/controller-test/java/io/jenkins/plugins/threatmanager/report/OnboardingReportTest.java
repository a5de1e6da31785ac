package io.jenkins.plugins.threatmanager.report;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.steps.ControllerWorld;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page "Threat Manager" of a build, as people and programs see it. */
@WithJenkins
class OnboardingReportTest {

    private static JenkinsRule jenkins;
    private static ControllerWorld world;
    private static Folder folder;
    private static WorkflowRun onboarded;

    @BeforeAll
    static void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerWorld();
        folder = world.folder("security");
        onboarded =
                jenkins.buildAndAssertSuccess(pipeline(folder, "onboard", "threatManagerOnboard(" + ARGUMENTS + ")"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void changesFactsAndPermissions() throws Exception {
        HtmlPage page = page(onboarded);

        assertThat(page.getTitleText()).startsWith("Threat Manager - ");
        assertThat(rows(page, "Changes")).hasSize(18).allMatch(row -> row.endsWith("done"));
        assertThat(rows(page, "Changes").get(0))
                .contains("Entra", "create app registration", "no app registration has the unique name");
        assertThat(rows(page, "How it stands"))
                .anyMatch(row -> row.contains("Tenant ID") && row.contains("0f5e6c1a-7d7e-4a51-9f0c-3f5d2f1f8a10"))
                .anyMatch(row -> row.contains("Application (client) ID")
                        && row.contains(world.app().orElseThrow().appId()))
                .anyMatch(row -> row.contains("contoso-tm, the credentials store of folder security"))
                .anyMatch(row -> row.contains("enabled, first sync done"))
                .anyMatch(row -> row.matches("Secret expires\\s+\\d{4}-\\d\\d-\\d\\d\\s+valid"));
        assertThat(rows(page, "Permissions"))
                .hasSize(12)
                .allMatch(row -> row.contains("asks for it") && row.endsWith("granted"))
                .anyMatch(row -> row.startsWith("RoleManagement.Read.All"));
        assertThat(copied(page)).contains(world.app().orElseThrow().appId());
        assertThat(page.getByXPath("//section//*[@style or @onclick] | //section//script"))
                .isEmpty();
        assertThat(page.asXml()).doesNotContain(world.secrets());
    }

    @Test
    void theBuildLinksToThePage() throws Exception {
        HtmlPage build = browser("reader").getPage(onboarded);

        assertThat((Object) build.getAnchorByText("Threat Manager").getHrefAttribute())
                .asString()
                .endsWith("/threat-manager");
    }

    @Test
    void whatToDoByHandWithButtonsToCopy() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(
                folder,
                "by-hand",
                "threatManagerOnboard tenant: 'contoso', server: 'tm-hand', credentialsId: 'by-hand-tm',"
                        + " plan: true"));

        HtmlPage page = page(run);

        List<DomNode> items = page.getByXPath("//section//ol/li");
        assertThat(items).hasSize(17);
        assertThat(items.get(5).asNormalizedText())
                .contains("User Name: type", world.app().orElseThrow().appId());
        assertThat(items.get(6).asNormalizedText())
                .contains("copy the password of the Jenkins credential", "by-hand-tm");
        assertThat(copied(page)).contains(world.app().orElseThrow().appId(), "contoso.onmicrosoft.com");
        assertThat(page.asNormalizedText())
                .contains("plan only, nothing was changed")
                .contains("planned");
    }

    @Test
    void nothingToChange() throws Exception {
        WorkflowRun run =
                jenkins.buildAndAssertSuccess(pipeline(folder, "again", "threatManagerStatus(" + ARGUMENTS + ")"));

        assertThat(page(run).asNormalizedText()).contains("No change needed.");
    }

    @Test
    void aFailure() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline(folder, "failure", "threatManagerRegisterApp tenant: '<b>x</b>'"));

        DomElement alert = page(run).getFirstByXPath("//section//div[@role='alert']");

        assertThat(alert.getTextContent().strip()).startsWith("There is no tenant '<b>x</b>' that the job");
    }

    @Test
    void emptyPage() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(folder, "empty", "echo 'x'"));
        run.addAction(new OnboardingReport());

        assertThat(page(run).asNormalizedText()).contains("This build has not begun any operation.");
    }

    @Test
    void twoTenantsAtOnce() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(
                folder,
                "parallel",
                "parallel a: { threatManagerStatus(" + ARGUMENTS + ") },"
                        + " b: { threatManagerRegisterApp tenant: 'contoso', plan: true }"));

        assertThat(run.getAction(OnboardingReport.class).getOperations()).hasSize(2);
        assertThat((List<?>) page(run).getByXPath("//section//h2")).hasSize(2);
    }

    @Test
    void isKeptWithTheBuild() throws Exception {
        String before = page(onboarded).asNormalizedText();
        onboarded.reload();

        assertThat(page(onboarded).asNormalizedText()).isEqualTo(before);
    }

    @Test
    void forPrograms() throws Exception {
        JSONObject json = browser("reader")
                .getJSON(onboarded.getUrl() + "threat-manager/api/json")
                .getJSONObject();

        JSONArray operations = json.getJSONArray("operations");
        JSONObject operation = operations.getJSONObject(0);
        assertThat(operation.getString("tenant")).isEqualTo("contoso");
        assertThat(operation.getString("server")).isEqualTo("tm-test");
        assertThat(operation.getString("secretState")).isEqualTo("valid");
        assertThat(operation.getJSONArray("changes")).hasSize(18);
        assertThat(operation.getJSONArray("changes").getJSONObject(0).getBoolean("done"))
                .isTrue();
        assertThat(operation.getJSONArray("permissions")).hasSize(12);
        assertThat(operation.getJSONArray("permissions").getJSONObject(0).getBoolean("granted"))
                .isTrue();
        assertThat(json.toString()).doesNotContain(world.secrets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/json", "api/xml"})
    void onlyForThoseWhoMayReadTheBuild(String page) throws Exception {
        String path = onboarded.getUrl() + "threat-manager/" + page;

        assertThat(status("reader", path)).isEqualTo(200);
        assertThat(status("discoverer", path)).isIn(403, 404);
        assertThat(status(null, path)).isIn(403, 404);
    }

    private static HtmlPage page(WorkflowRun run) throws Exception {
        return browser("reader").withJavaScriptEnabled(false).goTo(run.getUrl() + "threat-manager/");
    }

    /** The text of the rows below a heading. */
    private static List<String> rows(HtmlPage page, String heading) {
        List<DomNode> rows =
                page.getByXPath("//section//h3[normalize-space()='" + heading + "']/following::table[1]/tbody/tr");
        return rows.stream()
                .map(row -> row.asNormalizedText().replace('\t', ' '))
                .toList();
    }

    private static List<String> copied(HtmlPage page) {
        List<DomElement> buttons = page.getByXPath("//section//button[contains(@class, 'copy')]");
        return buttons.stream().map(button -> button.getAttribute("text")).toList();
    }

    private static int status(String user, String path) throws Exception {
        try (JenkinsRule.WebClient browser = browser(user)) {
            return browser.withThrowExceptionOnFailingStatusCode(false)
                    .goTo(path, null)
                    .getWebResponse()
                    .getStatusCode();
        }
    }

    private static JenkinsRule.WebClient browser(String user) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false);
        return user == null ? browser : browser.login(user);
    }
}
