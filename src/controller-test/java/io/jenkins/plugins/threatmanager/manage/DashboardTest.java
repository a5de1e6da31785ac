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

        assertThat(page.querySelectorAll("#threat-manager-tenants tbody tr")).hasSize(Math.min(count, 50));
        assertThat(page.getElementById("threat-manager-states-title").getTextContent())
                .isEqualTo("Tenants by state: " + count);
        assertThat(page.querySelectorAll("#threat-manager-first tbody tr")).hasSizeLessThanOrEqualTo(10);
        assertThat(page.getByXPath("//*[@id='main-panel']//*[@style or @onclick]"))
                .isEmpty();
        assertThat(page.asXml()).doesNotContain(Stored.TEXT);
        assertThat(rows("auditor")).hasSize(count);
        LOGGER.info(() -> count + " tenants: " + millis() + " ms on the controller, "
                + page.getWebResponse().getContentLength() + " bytes");
    }

    /** The median of some, once everything is warm. */
    private static long millis() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            long start = System.nanoTime();
            OverviewPage overview = OverviewPage.now(OverviewQuery.of(parameter -> null));
            overview.getGroups().forEach(group -> group.getRows().forEach(DashboardRow::getBadge));
            overview.getExpiry();
            overview.getFirstConcerns();
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

    private static List<String> tenants(HtmlPage page) {
        return page.querySelectorAll("#threat-manager-tenants tbody tr td:first-child").stream()
                .map(cell -> cell.asNormalizedText().split("\\s")[0])
                .toList();
    }

    private HtmlPage page(String user, String query) throws Exception {
        return jenkins.createWebClient().login(user).goTo("threat-manager/" + query);
    }

    @Test
    void theControllerSearchesSortsGroupsAndPages() throws Exception {
        onboard(3 * PER_FOLDER);
        allow();

        HtmlPage found = page("auditor", "?q=tenant1+folder0");
        assertThat(tenants(found)).hasSize(11).allMatch(name -> name.startsWith("tenant1"));
        assertThat(found.getElementById("threat-manager-shown").asNormalizedText())
                .isEqualTo("11 of 60");
        assertThat(found.getElementById("threat-manager-first")).isNull();
        assertThat(page("auditor", "?q=nowhere").asNormalizedText()).contains("Nothing matches");
        assertThat(tenants(page("auditor", "?sort=4&order=desc"))).hasSize(50).startsWith("tenant59");
        assertThat(tenants(page("auditor", "?sort=4&order=desc&page=2")))
                .hasSize(10)
                .endsWith("tenant0");
        assertThat(page("auditor", "?group=folder&sort=0")
                        .querySelectorAll("#threat-manager-tenants th[scope=rowgroup]"))
                .extracting(heading -> heading.asNormalizedText())
                .containsExactly("folder0 (20)", "folder1 (20)", "folder2 (20)");
        // Those of the first 17 days expire within the 21 of the warning time.
        assertThat(page("auditor", "?state=attention")
                        .getElementById("threat-manager-shown")
                        .asNormalizedText())
                .isEqualTo("17 of 60");
        HtmlPage attention = page("admin", "?view=attention&kind=expires-soon");
        assertThat(attention.querySelectorAll("#threat-manager-attention tbody tr"))
                .hasSize(17);
        assertThat(attention.getAnchorByHref("/jenkins/threat-manager/tenants/entry/tenant0/"))
                .isNotNull();
        assertThat(attention.getAnchorByHref("/jenkins/job/folder0/job/onboard/1/"))
                .isNotNull();
        assertThat(attention.getAnchorByHref("/jenkins/job/folder0/job/onboard/"))
                .isNotNull();
        assertThat(page("auditor", "?q=%22%3E%3Cimg%20src=x%3E").querySelectorAll("#main-panel img"))
                .isEmpty();
    }

    /** Not from a number, a picture, a choice or a filter either. */
    @Test
    void whoMayNotSeeAFolderLearnsNothingOfIt() throws Exception {
        onboard(2 * PER_FOLDER);
        Stored.onboarded(
                "tenant3", "tenant3.onmicrosoft.com", "tm-secret", "folder0", "tenant3-tm", "folder0/onboard", 2);
        allow(jenkins.jenkins.getItemByFullName("folder1", Folder.class));

        HtmlPage page = page("engineer");
        assertThat(page.getElementById("threat-manager-states-title").getTextContent())
                .isEqualTo("Tenants by state: " + PER_FOLDER);
        assertThat(page.getElementById("threat-manager-shown").asNormalizedText())
                .isEqualTo(PER_FOLDER + " of " + PER_FOLDER);
        assertThat(page.getElementById("threat-manager-all-well")).isNotNull();
        assertThat(page.getElementById("threat-manager-months").getTextContent())
                .doesNotContain("17");
        assertThat(page.querySelectorAll("#threat-manager-filters select[name=kind] option"))
                .hasSize(1);
        assertThat(page.asXml()).doesNotContain("folder0", "tm-secret", "tenant3.", "tenants/entry");
        for (String query : List.of(
                "?q=tenant3.onmicrosoft",
                "?q=tm-secret",
                "?state=attention",
                "?kind=expires-soon",
                "?view=attention",
                "?expires=expired")) {
            HtmlPage filtered = page("engineer", query);
            assertThat(filtered.asNormalizedText()).contains("Nothing matches");
            assertThat(filtered.querySelectorAll("#main-panel td")).isEmpty();
        }
        assertThat(page("engineer", "?group=server").asNormalizedText())
                .contains("tm-prod (" + PER_FOLDER + ")")
                .doesNotContain("tm-secret");
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
