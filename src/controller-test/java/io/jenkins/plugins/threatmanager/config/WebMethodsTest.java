package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.WebMethods.Answer;
import io.jenkins.plugins.threatmanager.WebMethods.WebMethod;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.verb.POST;

/** Who may call the web methods of the configuration and of the credential: every one of them, found by reflection. */
@WithJenkins
class WebMethodsTest {

    private static final String ANYBODY = null;
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Samples.storeCredentials();
        ThreatManagerConfiguration.get().setServers(Samples.servers().subList(3, 4));
        Jenkins.MANAGE.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
    }

    @AfterAll
    static void end() {
        Jenkins.MANAGE.setEnabled(false);
    }

    private static List<WebMethod> methods() {
        return WebMethods.all().stream().filter(each -> !each.isIn("steps")).toList();
    }

    private static boolean fillsCredentials(WebMethod each) {
        return each.method().getName().endsWith("CredentialsIdItems");
    }

    /** They tell nothing that depends on what is stored, or nothing but what was sent. */
    private static boolean isOpen(WebMethod each) {
        return each.isIn("credentials")
                || fillsCredentials(each)
                || each.path().endsWith("Tenant/fillCloudItems")
                || each.path().endsWith("/checkCredentialsId")
                || each.path().endsWith("/checkOtpSecretCredentialsId");
    }

    @Test
    void allArePost() throws Exception {
        assertThat(WebMethods.all())
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        each -> assertThat(each.method()).matches(method -> method.isAnnotationPresent(POST.class)));
        Set<String> declared = WebMethods.declared();
        // ExpiryMonitorTest
        declared.remove("io.jenkins.plugins.threatmanager.monitor.ExpiryMonitor.doLater");
        // ApprovalTest
        declared.remove("io.jenkins.plugins.threatmanager.report.OnboardingReport.doApprove");
        declared.remove("io.jenkins.plugins.threatmanager.manage.ApprovalsPage.doWithdraw");
        // HandOffPageTest
        for (String method : List.of("doReveal", "doTick", "doDone")) {
            declared.remove("io.jenkins.plugins.threatmanager.report.HandOffPage." + method);
        }
        // FleetTest
        declared.remove("io.jenkins.plugins.threatmanager.steps.fleet.FleetTenantPage.doApprove");
        // AuditPageTest
        declared.remove("io.jenkins.plugins.threatmanager.manage.AuditPage.doDownload");
        // MetricsPageTest
        declared.remove("io.jenkins.plugins.threatmanager.manage.DashboardAction.doMetrics");
        // DisablePageTest
        declared.remove("io.jenkins.plugins.threatmanager.manage.DisablePage.doDisable");
        declared.remove("io.jenkins.plugins.threatmanager.manage.DisablePage.doLift");
        // EntriesPageTest
        for (String page : List.of(
                "EntriesPage.doCreate",
                "EntryPage.doConfigSubmit",
                "EntryPage.doDelete",
                "DefaultsPage.doConfigSubmit")) {
            declared.remove("io.jenkins.plugins.threatmanager.manage.entries." + page);
        }
        // ImportTest
        for (String page : List.of(
                "EntriesPage.doExport",
                "EntryPage.doExport",
                "ImportPage.doPreview",
                "ImportPage.doApply",
                "VerifyPage.doStart",
                "VerifyPage.doStop")) {
            declared.remove("io.jenkins.plugins.threatmanager.manage.entries." + page);
        }
        assertThat(WebMethods.all())
                .extracting(each -> each.method().getDeclaringClass().getName() + "."
                        + each.method().getName())
                .as("a web method of something else than a descriptor needs a test of its own")
                .containsAll(declared);
    }

    @Test
    void eachAnswersOnlyThoseWhoMay() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (WebMethod each : methods()) {
            expect(wrong, each, "admin", "GET", 404, 405);
            expect(wrong, each, "admin", "POST", 200);
            expect(wrong, each, ANYBODY, "POST", 403);
            for (String user : List.of("reader", "manager")) {
                expect(wrong, each, user, "POST", isOpen(each) ? 200 : 403);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoMayNotAdministerSeesOfCredentialsTheCurrentValueAlone() throws Exception {
        for (WebMethod each :
                methods().stream().filter(WebMethodsTest::fillsCredentials).toList()) {
            String reader = call(each, "reader", "POST").text();
            assertThat(reader).contains("value-of-mine").doesNotContain("contoso-bootstrap", "tm-app-token", "tm-user");
            assertThat(call(each, "manager", "POST").text()).isEqualTo(reader);
        }
        assertThat(call("ClientSecretAuthentication", "admin"))
                .contains("contoso-bootstrap", "value-of-mine")
                .doesNotContain("tm-user");
        assertThat(call("UserPasswordLogin", "admin")).contains("tm-user", "value-of-mine");
    }

    /** Who may manage but not administer neither sees the section nor can send it. */
    @Test
    void managersCannotConfigure() throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withBasicApiToken("manager")) {
            client.getOptions().setJavaScriptEnabled(false);
            client.setThrowExceptionOnFailingStatusCode(false);
            assertThat(client.goTo("manage/configure").asXml()).doesNotContain("ThreatManagerConfiguration");
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), "manage/configSubmit"), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair(
                    "json",
                    "{\"io-jenkins-plugins-threatmanager-config-ThreatManagerConfiguration\":"
                            + "{\"defaults\":{\"allowRootStore\":true}}}")));
            client.addCrumb(request);
            client.getPage(request);
        }
        assertThat(ThreatManagerConfiguration.get().getDefaults().isAllowRootStore())
                .isFalse();
        assertThat(ThreatManagerConfiguration.get().getServers()).hasSize(1);
    }

    private static String call(String type, String user) throws Exception {
        WebMethod fill = methods().stream()
                .filter(each -> fillsCredentials(each) && each.path().contains(type))
                .findFirst()
                .orElseThrow();
        return call(fill, user, "POST").text();
    }

    private static void expect(List<String> wrong, WebMethod each, String user, String verb, Integer... statuses)
            throws Exception {
        int status = call(each, user, verb).status();
        if (!List.of(statuses).contains(status)) {
            wrong.add(verb + " " + each.path() + " as " + user + ": " + status);
        }
    }

    private static Answer call(WebMethod each, String user, String verb) throws Exception {
        return WebMethods.call(jenkins, "", each, user, verb);
    }
}
