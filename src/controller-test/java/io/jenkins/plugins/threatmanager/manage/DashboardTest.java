package io.jenkins.plugins.threatmanager.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.Stored;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DashboardTest {

    private static final Logger LOGGER = Logger.getLogger(DashboardTest.class.getName());
    private static final int PER_FOLDER = 20;

    private JenkinsRule jenkins;

    @BeforeEach
    void secure(JenkinsRule rule) {
        jenkins = rule;
        Jenkins.SYSTEM_READ.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
    }

    private void allow(Folder... folders) {
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ)
                .everywhere()
                .to("engineer", "viewer", "stranger")
                .grant(Item.READ, ThreatManagerPermissions.VIEW)
                .onFolders(folders)
                .to("engineer")
                .grant(Item.READ, CredentialsProvider.VIEW)
                .onFolders(folders)
                .to("viewer")
                .grant(Jenkins.READ, ThreatManagerPermissions.VIEW)
                .everywhere()
                .to("watcher"));
    }

    /** Tenants in folders of twenty, with a secret each and a build that made it. */
    private void onboard(int count) throws Exception {
        List<Tenant> tenants = new ArrayList<>();
        Folder folder = null;
        for (int i = 0; i < count; i++) {
            if (i % PER_FOLDER == 0) {
                folder = jenkins.createProject(Folder.class, "folder" + i / PER_FOLDER);
                folder.createProject(FreeStyleProject.class, "onboard");
            }
            String name = "tenant" + i;
            String domain = name + ".onmicrosoft.com";
            tenants.add(new Tenant(name, domain, new ManagedIdentityAuthentication()));
            Stored.in(folder, name + "-tm", domain, Duration.ofDays(5 + i));
            Stored.onboarded(
                    name, domain, "tm-prod", folder.getFullName(), name + "-tm", folder.getFullName() + "/onboard", 1);
        }
        ThreatManagerConfiguration.get().setTenants(tenants);
    }

    private List<JSONObject> rows(String user) throws Exception {
        List<JSONObject> rows = new ArrayList<>();
        JSONObject.fromObject(jenkins.createWebClient()
                        .login(user)
                        .goTo("threat-manager/api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .getJSONArray("rows")
                .forEach(row -> rows.add((JSONObject) row));
        return rows;
    }

    private HtmlPage page(String user) throws Exception {
        return jenkins.createWebClient().login(user).goTo("threat-manager/");
    }

    @Test
    void withoutTenantsItSaysWhatToDoFirst() throws Exception {
        allow();

        assertThat(page("admin").asNormalizedText()).contains("No tenant yet", "Add a tenant", "Add a server");
        assertThat(page("stranger").asNormalizedText())
                .contains("Nothing to see")
                .doesNotContain("Add a tenant");
        assertThat(rows("admin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 500})
    void showsARowForEachTenantWithoutInlineScriptsOrStyles(int count) throws Exception {
        onboard(count);
        allow();

        HtmlPage page = page("auditor");

        assertThat(page.querySelectorAll("#threat-manager-tenants tbody tr")).hasSize(count);
        assertThat(page.getByXPath("//*[@id='main-panel']//*[@style or @onclick]"))
                .isEmpty();
        assertThat(page.asXml()).doesNotContain(Stored.TEXT);
        assertThat(rows("auditor")).hasSize(count);
        LOGGER.info(() -> count + " tenants: " + millis() + " ms on the controller");
    }

    /** The median of some, once everything is warm. */
    private static long millis() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            long start = System.nanoTime();
            Dashboard.now().getRows().forEach(DashboardRow::getBadge);
            millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return millis.stream().sorted().skip(7).findFirst().orElseThrow();
    }

    @Test
    void whoSeesWhat() throws Exception {
        onboard(2 * PER_FOLDER);
        allow(jenkins.jenkins.getItemByFullName("folder1", Folder.class));

        assertThat(rows("admin")).hasSize(2 * PER_FOLDER);
        assertThat(rows("auditor")).hasSize(2 * PER_FOLDER);
        assertThat(rows("watcher")).hasSize(2 * PER_FOLDER);
        assertThat(rows("engineer"))
                .hasSize(PER_FOLDER)
                .allSatisfy(row -> assertThat(row.getString("folder")).isEqualTo("folder1"));
        assertThat(rows("viewer")).isEmpty();
        assertThat(rows("stranger")).isEmpty();
        assertThat(page("engineer").asNormalizedText())
                .contains("tenant20")
                .contains("folder1/onboard #1")
                .doesNotContain("folder0");
        assertThat(page("stranger").asNormalizedText()).contains("Nothing to see");

        assertThat(offered("engineer")).isTrue();
        assertThat(offered("stranger")).isFalse();
        assertThat(jenkins.createWebClient().login("auditor").goTo("manage/").asNormalizedText())
                .contains("Status of Entra tenants in Threat Manager");
    }

    /** Jenkins offers an action that has an icon; where in its header depends on the page. */
    private static boolean offered(String user) {
        try (ACLContext asUser = ACL.as2(User.getById(user, true).impersonate2())) {
            return ExtensionList.lookupSingleton(DashboardAction.class).getIconFileName() != null;
        }
    }

    @Test
    void aTenantThatIsNotOnboardedIsForThoseWhoSeeTheSystem() throws Exception {
        ThreatManagerConfiguration.get()
                .setTenants(List.of(new Tenant("contoso", "contoso.com", new ManagedIdentityAuthentication())));
        allow(jenkins.createProject(Folder.class, "security"));

        assertThat(rows("auditor"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("status")).isEqualTo("not-onboarded"));
        assertThat(rows("engineer")).isEmpty();
    }

    @Test
    void theSearchHidesWhatDoesNotHaveAllWords() throws Exception {
        onboard(PER_FOLDER);
        allow();
        HtmlPage page = page("auditor");

        HtmlInput search = (HtmlInput) page.getElementById("threat-manager-search");
        search.type("tenant1 folder0");

        assertThat(page.getByXPath("//table[@id='threat-manager-tenants']/tbody/tr[not(@hidden)]"))
                .hasSize(11);
        assertThat(page.getElementById("threat-manager-shown").getTextContent()).isEqualTo("Shown: 11 of 20.");

        search.type(" nowhere");
        assertThat(page.getElementById("threat-manager-no-match").isDisplayed()).isTrue();
    }

    @Test
    void rowsSayHowTheyStand() throws Exception {
        onboard(1);
        allow();

        JSONObject row = rows("admin").get(0);

        assertThat(row.getString("tenant")).isEqualTo("tenant0");
        assertThat(row.getString("server")).isEqualTo("tm-prod");
        assertThat(row.getString("status")).isEqualTo("attention");
        assertThat(row.getInt("daysLeft")).isEqualTo(5);
        assertThat(row.getString("build")).isEqualTo("folder0/onboard #1");
        assertThat(row.getString("nextRotation")).isNotEmpty();
        assertThat(row.getJSONArray("findings").getString(0)).contains("expires on");
    }
}
