package io.jenkins.plugins.threatmanager.manage;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.AuditPhase;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of the audit log: for whom, search, pages, download. */
@WithJenkins
class AuditPageTest {

    private static final String PAGE = "threat-manager/audit/";
    private static final int PER_PAGE = 50;

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void secure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Jenkins.SYSTEM_READ.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private HtmlPage page(String query) throws Exception {
        return jenkins.createWebClient().login("admin").goTo(PAGE + query);
    }

    private static int rows(HtmlPage page) {
        return page.querySelectorAll("#threat-manager-audit tbody tr").size();
    }

    private static void note(String what) {
        AuditLog.get().note(AuditPhase.APPROVAL, AuditOrigin.ofPage("Approve"), "contoso", List.of("tm-prod"), what);
    }

    @Test
    void administratorsAloneMayReadIt() throws Exception {
        note("approve plan");

        JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
        reader.assertFails(PAGE, 403);
        reader.assertFails(PAGE + "download?file=audit.jsonl", 403);
        assertThat(reader.goTo("threat-manager/").asNormalizedText()).doesNotContain("Audit log");
        HtmlPage dashboard = jenkins.createWebClient().login("admin").goTo("threat-manager/");
        assertThat(rows((HtmlPage) dashboard.getAnchorByText("Audit log").click()))
                .isPositive();
    }

    @Test
    void showsABuildsChangesWithoutInlineScriptsOrStyles() throws Exception {
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        HtmlPage page = page("?text=client+secret&tenant=contoso");

        assertThat(page.asNormalizedText()).contains("create client secret").doesNotContain("add Entra ID Sync");
        assertThat(page.getByXPath("//*[@id='main-panel']//*[@style or @onclick]"))
                .isEmpty();
        assertThat(world.secrets()).noneMatch(page.asXml()::contains);
        assertThat(page("?text=client+secret&tenant=fabrikam").asNormalizedText())
                .contains("No line matches");
        assertThat(page("?to=2001-01-01").asNormalizedText()).contains("No line matches");
    }

    @Test
    void whatALineSaysIsText() throws Exception {
        note("<b id='forged'>approve</b> plan");

        HtmlPage page = page("?text=" + "%3Cb%20id");

        assertThat(page.asNormalizedText()).contains("<b id='forged'>approve</b> plan");
        assertThat((Object) page.getElementById("forged")).isNull();
    }

    @Test
    void olderLinesAreOnFurtherPages() throws Exception {
        for (int i = 0; i < PER_PAGE + 5; i++) {
            note("approve plan " + i);
        }

        HtmlPage newest = page("?text=approve+plan");
        HtmlPage older = newest.getElementById("threat-manager-audit-older").click();

        assertThat(rows(newest)).isEqualTo(PER_PAGE);
        assertThat(newest.asNormalizedText()).contains("approve plan " + (PER_PAGE + 4));
        assertThat(rows(older)).isEqualTo(5);
        assertThat(older.asNormalizedText()).contains("approve plan 0");
    }

    @Test
    void filesCanBeDownloaded() throws Exception {
        note("approve plan");
        JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin");

        Page file = browser.goTo(PAGE + "download?file=audit.jsonl", "application/x-ndjson");

        assertThat(file.getWebResponse().getContentAsString())
                .isEqualTo(Files.readString(AuditLog.get().files().get(0)));
        browser.assertFails(PAGE + "download?file=../secret.key", 404);
        browser.assertFails(PAGE + "download?file=..%2Fsecret.key", 404);
        browser.assertFails(PAGE + "download?file=last-AuditConfiguration.xml", 404);
    }
}
