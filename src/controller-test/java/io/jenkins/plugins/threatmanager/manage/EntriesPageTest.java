package io.jenkins.plugins.threatmanager.manage;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The lists of tenants and servers: for whom, with how many, and what must not be deleted. */
@WithJenkins
class EntriesPageTest {

    private static final List<String> PAGES = List.of(
            "threat-manager/tenants/",
            "threat-manager/tenants/entry/contoso/",
            "threat-manager/servers/",
            "threat-manager/servers/entry/tm-prod/",
            "threat-manager/defaults/");
    private static final List<String> CHANGES = List.of(
            "threat-manager/tenants/create",
            "threat-manager/tenants/entry/contoso/configSubmit",
            "threat-manager/tenants/entry/contoso/delete",
            "threat-manager/servers/create",
            "threat-manager/servers/entry/tm-prod/configSubmit",
            "threat-manager/servers/entry/tm-prod/delete",
            "threat-manager/defaults/configSubmit");

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Jenkins.SYSTEM_READ.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        Jenkins.SYSTEM_READ.setEnabled(false);
        world.close();
    }

    @Test
    void administratorsChangeReadersOfTheSystemReadAndOthersSeeNothing() throws Exception {
        String before = Jenkins.XSTREAM2.toXML(ThreatManagerConfiguration.get());
        for (String user : new String[] {"auditor", "manager", "reader", null}) {
            for (String path : CHANGES) {
                assertThat(WebMethods.call(jenkins, path, user, "POST").status())
                        .as(path + " as " + user)
                        .isEqualTo(403);
            }
        }
        for (String path : CHANGES) {
            assertThat(WebMethods.call(jenkins, path, "admin", "GET").status())
                    .as("GET " + path)
                    .isIn(404, 405);
        }
        for (String path : PAGES) {
            assertThat(jenkins.createWebClient().login("admin").goTo(path).getByXPath("//button[@name='Submit']"))
                    .as(path)
                    .hasSize(path.contains("entry") || path.contains("defaults") ? 1 : 0);
            HtmlPage auditor = jenkins.createWebClient().login("auditor").goTo(path);
            assertThat(auditor.getByXPath("//button[@name='Submit']")).as(path).isEmpty();
            assertThat(auditor.asNormalizedText()).as(path).doesNotContain("Delete", "Copy");
            for (String user : new String[] {"manager", "reader", null}) {
                assertThat(WebMethods.call(jenkins, path, user, "GET").status())
                        .as(path + " as " + user)
                        .isEqualTo(403);
            }
        }
        jenkins.createWebClient().login("auditor").assertFails("threat-manager/tenants/new", 403);
        assertThat(Jenkins.XSTREAM2.toXML(ThreatManagerConfiguration.get())).isEqualTo(before);
    }

    @Test
    void whatAManagedSecretNeedsIsNotDeleted() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        for (String path :
                List.of("threat-manager/tenants/entry/contoso/delete", "threat-manager/servers/entry/tm-prod/delete")) {
            WebMethods.Answer answer = WebMethods.call(jenkins, path, "admin", "POST");
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.text()).as(path).contains("Off-board", "Nothing was changed.");
        }
        assertThat(ThreatManagerConfiguration.get().getTenants()).hasSize(1);

        WebMethods.call(jenkins, "threat-manager/servers/entry/tm-user/delete", "admin", "POST");
        assertThat(ThreatManagerConfiguration.get().getServers())
                .noneMatch(server -> server.getName().equals("tm-user"));
    }

    @Test
    void manyTenantsAreFoundAndSystemStaysAsItWas() throws Exception {
        int system = size("manage/configure");
        List<Tenant> many = new ArrayList<>(ThreatManagerConfiguration.get().getTenants());
        for (int i = 0; i < 500; i++) {
            many.add(
                    new Tenant("tenant-" + i, "tenant-" + i + ".onmicrosoft.com", new ManagedIdentityAuthentication()));
        }
        ThreatManagerConfiguration.get().setTenants(many);

        assertThat(size("manage/configure")).isLessThan(system + 100);
        JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin");
        jenkins.submit(browser.goTo("manage/configure").getFormByName("config"));
        assertThat(ThreatManagerConfiguration.get().getTenants()).hasSize(501);

        HtmlPage list = browser.goTo("threat-manager/tenants/");
        assertThat(list.getByXPath("//table[@id='threat-manager-entries']/tbody/tr"))
                .hasSize(50);
        assertThat(list.asNormalizedText()).contains("501 of 501", "Page 1 of 11");
        HtmlForm search = list.getFirstByXPath("//form[@role='search']");
        search.<HtmlInput>getInputByName("q").setValue("tenant-499");
        HtmlPage found = jenkins.submit(search);
        assertThat(found.asNormalizedText()).contains("1 of 501", "tenant-499.onmicrosoft.com");
        assertThat(found.getAnchorByText("tenant-499").<HtmlPage>click().asNormalizedText())
                .contains("tenant-499", "Verify tenant");
    }

    private int size(String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin");
        browser.getOptions().setJavaScriptEnabled(false);
        return browser.goTo(path).getWebResponse().getContentAsString().length();
    }
}
