package io.jenkins.plugins.threatmanager.manage;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.Ledger;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A tenant or server gets another name; jobs that nobody can see from here still say the old one. */
@WithJenkins
class RenameTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private HtmlPage page(String path) throws Exception {
        return jenkins.createWebClient().login("admin").goTo("threat-manager/" + path);
    }

    private HtmlForm form(String path) throws Exception {
        return page(path).getFormByName("config");
    }

    private HtmlPage rename(String path, String name) throws Exception {
        HtmlForm form = form(path);
        form.getInputByName("_.name").setValue(name);
        return jenkins.submit(form);
    }

    @Test
    void theOldNamesStillWorkAndNothingIsCountedTwice() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        rename("tenants/entry/contoso/", "fabrikam");
        rename("servers/entry/tm-prod/", "tm-new");

        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        assertThat(configuration.getTenants().get(0).getAliases()).containsExactly("contoso");
        assertThat(configuration.findServer("tm-prod").orElseThrow().getName()).isEqualTo("tm-new");
        Run<?, ?> again = jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        jenkins.assertLogContains("the tenant 'contoso' is called 'fabrikam' by now", again);
        jenkins.assertLogContains("the server 'tm-prod' is called 'tm-new' by now", again);
        assertThat(world.app().secrets()).hasSize(1);
        jenkins.buildAndAssertSuccess(pipeline("threatManagerStatus(" + ARGUMENTS + ", failOnDrift: true)"));
        assertThat(Ledger.get().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key().tenant()).isEqualTo("fabrikam");
            assertThat(entry.key().server()).isEqualTo("tm-new");
        });
        assertThat(WebMethods.call(jenkins, "threat-manager/servers/entry/tm-new/delete", "admin", "POST")
                        .text())
                .as("still holds the secret")
                .contains("Off-board");
    }

    @Test
    void aPageThatWasOpenedBeforeUndoesNothing() throws Exception {
        HtmlForm stale = form("tenants/entry/contoso/");
        rename("tenants/entry/contoso/", "fabrikam");

        try {
            jenkins.submit(stale);
            assertThat(false).as("was saved").isTrue();
        } catch (FailingHttpStatusCodeException refused) {
            assertThat(refused.getResponse().getContentAsString()).contains("There is no tenant 'contoso' any more");
        }
        assertThat(WebMethods.call(jenkins, "threat-manager/tenants/entry/contoso/delete", "admin", "POST")
                        .status())
                .isEqualTo(400);
        assertThat(ThreatManagerConfiguration.get().getTenants().get(0).getName())
                .isEqualTo("fabrikam");
        assertThat(page("tenants/entry/contoso/").getTitleText())
                .as("a link from elsewhere")
                .contains("fabrikam");
    }

    @Test
    void anAliasIsShownAndRemovedOnThePage() throws Exception {
        rename("tenants/entry/contoso/", "fabrikam");
        HtmlForm form = form("tenants/entry/fabrikam/");
        assertThat(form.getTextAreaByName("_.aliases").getText()).isEqualTo("contoso");
        assertThat(form("tenants/new?copy=fabrikam")
                        .getTextAreaByName("_.aliases")
                        .getText())
                .as("a copy has none")
                .isEmpty();
        form.getTextAreaByName("_.aliases").setText("");
        jenkins.submit(form);

        assertThat(ThreatManagerConfiguration.get().findTenant("contoso")).isEmpty();
        jenkins.assertLogContains(
                "There is no tenant 'contoso'",
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")")));
    }

    /** A job that says the old name is held by the mark under the new one, and the other way round. */
    @Test
    void noNameEscapesBreakGlass() throws Exception {
        DisabledTenants marks = DisabledTenants.get();
        marks.add(DisabledTenant.of("contoso", world.tenant().getDomain(), Instant.now(), "alice", "a lost laptop"));
        rename("tenants/entry/contoso/", "fabrikam");
        String script = "threatManagerOnboard(" + ARGUMENTS + ")";
        jenkins.assertLogContains(
                "was disabled by alice", jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(script)));
        assertThat(marks.all())
                .singleElement()
                .satisfies(mark -> assertThat(mark.getName()).isEqualTo("fabrikam"));

        HtmlForm form = form("tenants/entry/fabrikam/");
        form.getInputByName("_.domain").setValue("elsewhere.onmicrosoft.com");
        jenkins.submit(form);
        jenkins.assertLogContains(
                "was disabled by alice", jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(script)));

        HtmlForm without = form("tenants/entry/fabrikam/");
        without.getTextAreaByName("_.aliases").setText("");
        try {
            jenkins.submit(without);
            assertThat(false).as("was saved").isTrue();
        } catch (FailingHttpStatusCodeException refused) {
            assertThat(refused.getResponse().getContentAsString()).contains("is disabled. Lift that first");
        }

        assertThat(marks.remove("fabrikam", "elsewhere.onmicrosoft.com")).isTrue();
        assertThat(marks.all()).isEmpty();
    }

    @Test
    void aJobWithTheOldNameIsBoundToTheSameFolders() throws Exception {
        rename("tenants/entry/contoso/", "fabrikam");
        Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);
        tenant.setAllowedFolders(List.of("elsewhere"));
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));

        jenkins.assertLogContains(
                "There is no tenant 'contoso' that the job",
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")")));
    }
}
