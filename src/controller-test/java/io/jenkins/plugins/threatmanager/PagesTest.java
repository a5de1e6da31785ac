package io.jenkins.plugins.threatmanager;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import io.jenkins.plugins.threatmanager.steps.AllOperations;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every page on which the plugin has something to show: none asks anybody outside of Jenkins for anything, and none
 * needs what Jenkins' Content Security Policy forbids.
 */
@WithJenkins
class PagesTest {

    /** Kinds of script elements that are data. */
    private static final Set<String> DATA = Set.of("application/json", "text/template", "text/plain");

    /** For scripts, in milliseconds. */
    private static final long PATIENCE = 1_000;

    private static JenkinsRule jenkins;
    private static ControllerFixture world;
    private static List<String> pages;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        FreeStyleProject freestyle = AllOperations.job("freestyle");
        WorkflowJob pipeline = ControllerFixture.pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
        Run<?, ?> first = rule.buildAndAssertSuccess(freestyle);
        Run<?, ?> second = rule.buildAndAssertSuccess(pipeline);
        String credential = "job/security/credentials/store/folder/domain/_/";
        pages = List.of(
                "",
                "manage/",
                "manage/configure",
                "manage/threat-manager/",
                "threat-manager/tenants/",
                "threat-manager/tenants/new",
                "threat-manager/tenants/entry/contoso/",
                "threat-manager/servers/",
                "threat-manager/servers/new?copy=tm-prod",
                "threat-manager/servers/entry/tm-prod/",
                "threat-manager/defaults/",
                "threat-manager/audit/",
                "threat-manager/disable/",
                "threat-manager/disable/?tenant=contoso",
                "manage/credentials/",
                "credentials/store/system/domain/_/",
                credential,
                credential + "dialog2?kind=" + EntraAppCredentials.class.getName(),
                credential + "credential/" + ControllerFixture.CREDENTIALS_ID + "/",
                credential + "credential/" + ControllerFixture.CREDENTIALS_ID + "/updateDialog",
                "job/security/",
                freestyle.getUrl(),
                freestyle.getUrl() + "configure",
                pipeline.getUrl() + "configure",
                pipeline.getUrl() + "pipeline-syntax/",
                first.getUrl(),
                first.getUrl() + "threat-manager/",
                first.getUrl() + "threat-manager/api/json",
                second.getUrl(),
                second.getUrl() + "console",
                second.getUrl() + "threat-manager/");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void noneAsksTenantOrServer() throws Exception {
        world.forgetRequests();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            for (String page : pages) {
                // dialogs are parts of a page, without the scripts that they need
                browser.getOptions().setJavaScriptEnabled(!page.matches(".*/(updateDialog|dialog2[?].*)"));
                browser.goTo(page, null);
                // the checks of fields and the drop-downs included; some scripts go on for ever
                browser.waitForBackgroundJavaScript(PATIENCE);
                assertThat(world.requests()).as(page).isZero();
            }
        }
    }

    /** In tests Jenkins enforces its policy, which the tests' browser does not know: so this looks as it would. */
    @Test
    void noneHasWhatTheContentSecurityPolicyForbids() throws Exception {
        List<String> forbidden = new ArrayList<>();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            for (String path : pages) {
                if (browser.goTo(path, null) instanceof HtmlPage page) {
                    assertThat(page.getWebResponse().getResponseHeaderValue("Content-Security-Policy"))
                            .as(path)
                            .contains("default-src 'self'")
                            .containsPattern("script-src (?:'report-sample' |'self' |usage\\.jenkins\\.io )*")
                            .doesNotContain("unsafe-eval")
                            .doesNotContainPattern("script-src [^;]*unsafe-inline");
                    page.getDomElementDescendants().forEach(element -> look(path, element, forbidden));
                }
            }
        }
        assertThat(forbidden).isEmpty();
    }

    /** The same once scripts have filled the forms in. */
    @Test
    void noneGetsItByScript() throws Exception {
        List<String> forbidden = new ArrayList<>();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            for (String path : List.of(
                    "manage/configure",
                    "threat-manager/tenants/entry/contoso/",
                    "threat-manager/servers/entry/tm-prod/",
                    "job/security/job/freestyle/configure")) {
                HtmlPage page = browser.goTo(path);
                browser.waitForBackgroundJavaScript(PATIENCE);
                page.getDomElementDescendants().forEach(element -> look(path, element, forbidden));
            }
        }
        assertThat(forbidden).isEmpty();
    }

    private static void look(String path, DomElement element, List<String> forbidden) {
        boolean inline = element.getTagName().equals("script")
                && !element.hasAttribute("src")
                && !DATA.contains(element.getAttribute("type"))
                && !element.getTextContent().isBlank();
        if (inline) {
            forbidden.add(path + ": inline script " + element.getTextContent());
        }
        for (Map.Entry<String, DomAttr> attribute : element.getAttributesMap().entrySet()) {
            String name = attribute.getKey();
            if (name.matches("on[a-z]+")
                    || attribute.getValue().getValue().trim().startsWith("javascript:")) {
                forbidden.add(path + ": <" + element.getTagName() + " " + name + "=\""
                        + attribute.getValue().getValue() + "\">");
            }
        }
    }
}
