package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.SecretSearch;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.WebMethods.Answer;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElementUtil;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The buttons "Verify tenant" and "Verify server", over https with the clients of the product. */
@WithJenkins
class VerifyTest {

    private static final String TENANT = "io.jenkins.plugins.threatmanager.config.Tenant/verifyTenant?name=contoso";
    private static final String SERVER = "io.jenkins.plugins.threatmanager.config.Server/verifyServer?name=";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        start("Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All");
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

    private void start(String... permissions) throws Exception {
        world = new ControllerFixture(permissions).configure();
    }

    private void restart(String... permissions) throws Exception {
        world.close();
        start(permissions);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTenantThatLacksNothing() throws Exception {
        assertThat(answer(TENANT))
                .contains("Signed in to tenant")
                .contains(world.world().bootstrap().appId())
                .contains("✓ Application.ReadWrite.OwnedBy", "✓ Application.Read.All")
                .contains("✓ AppRoleAssignment.ReadWrite.All")
                .contains("There is no managed app registration yet.")
                .doesNotContain("✗", "Missing:");
        assertThat(world.world().tenant().applications()).hasSize(1);
    }

    @Test
    void eachPermissionThatIsMissingAndWhoGrantsIt() throws Exception {
        restart("Application.ReadWrite.OwnedBy", "Application.Read.All");

        assertThat(answer(TENANT))
                .contains("✓ Application.ReadWrite.OwnedBy", "✓ Application.Read.All")
                .contains("✗ AppRoleAssignment.ReadWrite.All")
                .contains("Missing: AppRoleAssignment.ReadWrite.All. A Privileged Role Administrator");
    }

    @Test
    void whetherPoliciesOfTheTenantCanBeRead() throws Exception {
        assertThat(answer(TENANT))
                .contains("Policy.Read.All (optional) is missing:")
                .doesNotContain("✗");

        restart(
                "Application.ReadWrite.OwnedBy",
                "AppRoleAssignment.ReadWrite.All",
                "Application.Read.All",
                "Policy.Read.All");

        assertThat(answer(TENANT))
                .contains("Policy.Read.All (optional): the tenant&#039;s app management policies can be read");
    }

    @Test
    void aPermissionThatIncludesOthers() throws Exception {
        restart("Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All");

        assertThat(answer(TENANT)).doesNotContain("✗");
    }

    @Test
    void aSecretThatJobsCanBind() throws Exception {
        String text = world.world().bootstrapSecret().text();
        List<Credentials> root = SystemCredentialsProvider.getInstance().getCredentials();
        root.removeIf(
                known -> known instanceof IdCredentials named && named.getId().equals("contoso-bootstrap"));
        root.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "contoso-bootstrap", "", Secret.fromString(text)));

        assertThat(answer(TENANT))
                .contains("does not have the scope System: jobs can bind it")
                .contains("Signed in to tenant")
                .doesNotContain("✗", text);
    }

    @Test
    void aServerWithConnectionOperationsAndRole() throws Exception {
        assertThat(answer(SERVER + "tm-prod"))
                .contains("✓ Connection: https, certificate of CN=localhost")
                .containsPattern("✓ Operations: (\\d+) of \\1 found")
                .contains("✓ createSync (POST /api/v1/EntraIdSync)")
                .contains("✓ Login: accepted, role Administrator")
                .doesNotContain("✗");
        assertThat(answer(SERVER + "tm-prod"))
                .as("that no live server has confirmed the bundled profile is no success")
                .contains("API profile: ", "provisional")
                .doesNotContain("✓ API profile");
        assertThat(answer(SERVER + "tm-user")).contains("✓ Login: accepted, role Administrator");
        assertThat(answer(SERVER + "tm-hand")).contains("set up by hand");
        assertThat(world.world().threatManager().console().profiles()).isEmpty();
    }

    @Test
    void aServerThatLacksAnOperation() throws Exception {
        world.world().threatManager().lack("POST /api/v1/EntraIdSync");

        assertThat(answer(SERVER + "tm-prod"))
                .contains("✗ createSync (POST /api/v1/EntraIdSync)")
                .contains("✓ updateSync")
                .contains("does not have these operations")
                .contains("✓ Login: accepted");
    }

    @Test
    void aRoleThatIsNotEnough() throws Exception {
        world.world().threatManager().accounts().addUser("viewer", "viewer-password", "Response Manager", null);
        ControllerFixture.addUserPassword("viewer", "viewer", "viewer-password");
        ThreatManagerConfiguration.get()
                .setServers(List.of(world.server("tm-viewer", new UserPasswordLogin("viewer"))));

        assertThat(answer(SERVER + "tm-viewer"))
                .contains("✗ The login to server tm-viewer has the role Response Manager, not Administrator.")
                .doesNotContain("viewer-password");
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        try (StandInHttp other = new StandInHttp(new StandInTls().context(), request -> StandInAnswer.empty(200))) {
            Server server = world.server("tm-other", new AppTokenLogin("tm-app-token"));
            server.setUrl(other.url().toString());
            ThreatManagerConfiguration.get().setServers(List.of(server));

            assertThat(answer(SERVER + "tm-other")).contains("✗ ").containsIgnoringCase("certificate");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void onlySavedThingsAreVerified() throws Exception {
        assertThat(answer(SERVER + "nothere")).contains("Save or apply the configuration first");
        assertThat(answer(TENANT.replace("contoso", "nothere"))).contains("Save or apply the configuration first");
        assertThat(world.requests()).isZero();
    }

    @Test
    void nobodyButAnAdministratorCausesARequest() throws Exception {
        for (String path : List.of(TENANT, SERVER + "tm-prod", SERVER + "tm-user", SERVER + "nothere")) {
            for (String user : new String[] {null, "reader", "manager"}) {
                assertThat(call(user, path, "POST").status())
                        .as(path + " as " + user)
                        .isEqualTo(403);
            }
            assertThat(call("admin", path, "GET").status()).as("GET " + path).isIn(404, 405);
        }
        assertThat(world.requests()).isZero();
    }

    @Test
    void theButtonsOfThePage() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin")) {
            HtmlPage tenant = browser.goTo("threat-manager/tenants/entry/contoso/");
            assertThat(world.requests()).isZero();
            press(browser, tenant, "Verify tenant", "✓ AppRoleAssignment.ReadWrite.All");
            world.forgetRequests();
            HtmlPage server = browser.goTo("threat-manager/servers/entry/tm-prod/");
            assertThat(world.requests()).isZero();
            press(browser, server, "Verify server", "✓ Login: accepted, role Administrator");
        }
    }

    /** Waits for the answer as long as the test may run: other scripts of the page never end. */
    private static void press(JenkinsRule.WebClient browser, HtmlPage page, String text, String expected)
            throws Exception {
        HtmlButton button = page.getFirstByXPath("//button[contains(., '" + text + "')]");
        HtmlElementUtil.click(button);
        while (!page.asNormalizedText().contains(expected)) {
            browser.waitForBackgroundJavaScript(100);
        }
    }

    /** As an administrator; with nothing secret in it. */
    private String answer(String path) throws Exception {
        Answer answer = call("admin", path, "POST");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new SecretSearch(world.secrets()).finds(answer.text())).isFalse();
        return answer.text();
    }

    private Answer call(String user, String path, String verb) throws Exception {
        return WebMethods.call(jenkins, "descriptorByName/" + path, user, verb);
    }
}
