package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who learns what from the web methods of steps: names of tenants and servers are for those who configure the job. */
@WithJenkins
class StepPermissionsTest {

    private static final String STEP = "descriptorByName/" + OnboardStep.class.getName() + "/";
    private static final String TENANT = "fillTenantItems?tenant=";
    private static final String SERVER = "fillServerItems?server=";

    private static JenkinsRule jenkins;
    private static ControllerWorld world;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerWorld();
        Folder folder = world.folder("security");
        Folder other = jenkins.createProject(Folder.class, "other");
        pipeline(folder, "job", "echo 'x'");
        pipeline(other, "job", "echo 'x'");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "configurer")
                .grant(Item.READ)
                .everywhere()
                .to("reader", "configurer")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<String> webMethods() {
        return Arrays.stream(OperationStepDescriptor.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.matches("do[A-Z].*"))
                .map(name -> Character.toLowerCase(name.charAt(2)) + name.substring(3))
                .filter(name -> !name.equals("help"))
                .sorted()
                .distinct();
    }

    @Test
    void namesAreForThoseWhoConfigureTheJob() throws Exception {
        for (String query : List.of(TENANT, SERVER)) {
            String name = query.equals(TENANT) ? "contoso" : "tm-test";
            assertThat(post("admin", "job/security/job/job/", query)).contains(name);
            assertThat(post("configurer", "job/security/job/job/", query)).contains(name);
            assertThat(post("reader", "job/security/job/job/", query)).doesNotContain(name);
            assertThat(post("reader", "job/security/job/job/", query + "kept")).contains("kept");
            assertThat(post("admin", "", query)).contains(name);
            assertThat(post("configurer", "", query)).doesNotContain(name);
            assertThat(post(null, "", query)).doesNotContain(name);
        }
    }

    @Test
    void namesAreForAllowedFolders() throws Exception {
        for (String user : List.of("admin", "configurer", "reader")) {
            assertThat(post(user, "job/other/job/job/", TENANT)).doesNotContain("contoso");
            assertThat(post(user, "job/other/job/job/", SERVER)).doesNotContain("tm-test");
        }
    }

    @Test
    void anonymousDoesNotEvenSeeTheJob() throws Exception {
        assertThat(status(null, HttpMethod.POST, "job/security/job/job/" + STEP + TENANT))
                .isIn(403, 404);
    }

    @Test
    void checksSayNothingToThoseWhoMayNotConfigure() throws Exception {
        String check = "checkSecretLifetime?value=soon";
        assertThat(post("configurer", "job/security/job/job/", check)).contains("error");
        assertThat(post("reader", "job/security/job/job/", check)).doesNotContain("error");
        assertThat(post("configurer", "job/security/job/job/", "checkTenant?value="))
                .contains("Choose a tenant");
        assertThat(post("configurer", "job/security/job/job/", "checkServer?value="))
                .contains("Choose a server");
        assertThat(post("configurer", "job/security/job/job/", "checkCredentialsId?value="))
                .contains("Give the ID");
        assertThat(post("configurer", "job/security/job/job/", "checkTimeoutMinutes?value=0"))
                .contains("error");
        assertThat(post("configurer", "job/security/job/job/", "checkConsentWaitMinutes?value=-1"))
                .contains("error");
        assertThat(post("configurer", "job/security/job/job/", "checkRenewBefore?value=P1D"))
                .doesNotContain("error");
    }

    @ParameterizedTest
    @MethodSource("webMethods")
    void onlyByPost(String method) throws Exception {
        String url = "job/security/job/job/" + STEP + method + "?value=x&tenant=&server=";
        assertThat(status("admin", HttpMethod.GET, url)).isIn(404, 405);
        assertThat(status("admin", HttpMethod.POST, url)).isEqualTo(200);
    }

    @Test
    void noNetwork() {
        assertThat(world.entra().exchanges()).isZero();
        assertThat(world.threatManager().count("*")).isZero();
    }

    private static String post(String user, String context, String query) throws Exception {
        try (JenkinsRule.WebClient browser = browser(user)) {
            Page page = browser.getPage(request(browser, HttpMethod.POST, context + STEP + query));
            assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
            return page.getWebResponse().getContentAsString();
        }
    }

    private static int status(String user, HttpMethod method, String path) throws Exception {
        try (JenkinsRule.WebClient browser = browser(user)) {
            return browser.getPage(request(browser, method, path))
                    .getWebResponse()
                    .getStatusCode();
        }
    }

    private static WebRequest request(JenkinsRule.WebClient browser, HttpMethod method, String path) throws Exception {
        return browser.addCrumb(new WebRequest(new URL(jenkins.getURL(), path), method));
    }

    private static JenkinsRule.WebClient browser(String user) throws Exception {
        JenkinsRule.WebClient browser =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        return user == null ? browser : browser.login(user);
    }
}
