package io.jenkins.plugins.threatmanager.manage;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditRecord;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Break glass by its button: for whom, what it asks, does and shows, and what it leaves in the audit log. */
@WithJenkins
class DisablePageTest {

    private static final String PAGE = "threat-manager/disable/";
    private static final String DISABLE = PAGE + "disable?tenant=contoso&confirm=contoso&reason=";
    private static final String LIFT = PAGE + "lift?tenant=contoso&reason=";
    private static final int SPEED = 20;

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
        BreakGlassRun.sleeper = wait -> Sleeper.REAL.sleep(wait.dividedBy(SPEED));
        world = new ControllerFixture().configure();
        rule.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
    }

    @AfterEach
    void close() {
        BreakGlassRun.sleeper = Sleeper.REAL;
        world.close();
    }

    private HtmlPage page(String query) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin");
        // the page of what is under way loads itself again
        browser.getOptions().setJavaScriptEnabled(false);
        return browser.goTo(PAGE + query);
    }

    private static void await() throws InterruptedException {
        ExtensionList.lookupSingleton(DashboardAction.class).getDisable().join();
    }

    private int post(String path, String user) throws Exception {
        return WebMethods.call(jenkins, path, user, "POST").status();
    }

    private void disable() throws Exception {
        post(DISABLE, "admin");
        await();
    }

    private boolean enabled() {
        return world.world()
                .tenant()
                .principalOf(world.app().appId())
                .orElseThrow()
                .enabled();
    }

    private static boolean marked() {
        return DisabledTenants.get().of("contoso", StandInWorld.DOMAIN).isPresent();
    }

    private static List<AuditRecord> audited(String text) throws IOException {
        return AuditLog.get().search(text, "contoso", "", "", "").getFound();
    }

    @Test
    void administratorsAloneMayUseIt() throws Exception {
        JenkinsRule.WebClient reader = jenkins.createWebClient().login("reader");
        reader.assertFails(PAGE, 403);
        assertThat(reader.goTo("threat-manager/").asNormalizedText()).doesNotContain("Disable app");
        for (String user : new String[] {"reader", null}) {
            assertThat(post(DISABLE, user)).isEqualTo(403);
            assertThat(post(LIFT, user)).isEqualTo(403);
        }
        for (String path : List.of(DISABLE, LIFT)) {
            assertThat(WebMethods.call(jenkins, path, "admin", "GET").status()).isIn(404, 405);
        }
        assertThat(marked()).isFalse();
        assertThat(enabled()).isTrue();
    }

    @Test
    void asksNobodyUntilItIsConfirmed() throws Exception {
        world.forgetRequests();

        HtmlPage all = jenkins.createWebClient().login("admin").goTo("threat-manager/");
        HtmlPage list = all.getAnchorByText("Disable app…").click();
        HtmlPage one = page("?tenant=contoso");

        assertThat(list.asNormalizedText()).contains("contoso", StandInWorld.DOMAIN);
        assertThat(one.asNormalizedText()).contains(world.app().appId(), "60 to 90 minutes", "Type contoso to confirm");
        assertThat(post(PAGE + "disable?tenant=contoso&confirm=fabrikam", "admin"))
                .isEqualTo(400);
        assertThat(post(PAGE + "disable?tenant=fabrikam&confirm=fabrikam", "admin"))
                .isEqualTo(400);
        assertThat(world.requests()).isZero();
        assertThat(marked()).isFalse();
    }

    @Test
    void thereAndBack() throws Exception {
        String secret = world.app().secrets().get(0).text();
        JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin");
        HtmlForm form = ((HtmlPage) browser.goTo(PAGE + "?tenant=contoso")).getFormByName("disable");
        form.getInputByName("confirm").setValue("contoso");
        form.getInputByName("reason").setValue("a lost laptop");

        jenkins.submit(form);
        await();

        assertThat(enabled()).isFalse();
        assertThat(world.app().secrets()).isEmpty();
        HtmlPage after = page("?tenant=contoso");
        assertThat(after.getElementById("threat-manager-disabled").getTextContent())
                .contains("admin", "a lost laptop");
        assertThat(after.getElementById("threat-manager-lines").getTextContent())
                .contains(
                        "refuses every operation", "done: Entra: disable sign-in", "done: Entra: remove client secret")
                .doesNotContain(secret);
        assertThat((Object) after.getElementById("threat-manager-failure")).isNull();
        assertThat(audited("disable sign-in")).extracting(AuditRecord::getPhase).containsExactly("result", "intent");
        assertThat(audited("disable app")).extracting(AuditRecord::getPhase).contains("break-glass");
        assertThat(audited("refuses every operation")).singleElement().satisfies(line -> {
            assertThat(line.getPhase()).isEqualTo("break-glass");
            assertThat(line.getWho()).contains("admin");
            assertThat(line.getCause()).isEqualTo("a lost laptop");
        });

        HtmlForm lift = page("?tenant=contoso").getFormByName("lift");
        assertThat(lift).isNotNull();
        assertThat(post(LIFT + "false+alarm", "admin")).isLessThan(400);
        await();

        assertThat(marked()).isFalse();
        assertThat(enabled()).isTrue();
        assertThat(audited("lift: enable app"))
                .extracting(AuditRecord::getPhase)
                .containsExactly("break-glass");
        assertThat(audited("enable sign-in")).extracting(AuditRecord::getPhase).containsExactly("result", "intent");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        assertThat(world.app().secrets())
                .singleElement()
                .satisfies(now -> assertThat(now.text()).isNotEqualTo(secret));
    }

    @Test
    void whereEntraCannotBeReachedTheTenantIsDisabledAllTheSame() throws Exception {
        world.world().entra().http().faults(request -> Optional.of(new Fault.RequestLost()));

        disable();

        assertThat(marked()).isTrue();
        assertThat(page("?tenant=contoso")
                        .getElementById("threat-manager-failure")
                        .getTextContent())
                .contains("by hand");

        post(LIFT, "admin");
        await();
        assertThat(marked()).as("nothing is lifted that nobody has looked at").isTrue();

        world.world().entra().http().faults(request -> Optional.empty());
        disable();
        assertThat(enabled()).isFalse();
        assertThat((Object) page("?tenant=contoso").getElementById("threat-manager-failure"))
                .isNull();
    }

    /** The one exception from "no line, no change", and only this way. */
    @Test
    void aLogThatCannotBeWrittenKeepsNoAppFromBeingDisabled() throws Exception {
        Path file = AuditLog.get().files().get(0);
        Files.delete(file);
        Files.createDirectories(file);

        disable();

        assertThat(enabled()).isFalse();
        assertThat(world.app().secrets()).isEmpty();
        assertThat(page("?tenant=contoso")
                        .getElementById("threat-manager-lines")
                        .getTextContent())
                .contains("THE AUDIT LOG CANNOT BE WRITTEN");

        post(LIFT, "admin");
        await();

        assertThat(enabled()).isFalse();
        assertThat(marked()).isTrue();
        assertThat(page("?tenant=contoso")
                        .getElementById("threat-manager-failure")
                        .getTextContent())
                .contains("audit log");
    }

    /** Whoever presses the button is not put off by somebody who is just lifting. */
    @Test
    void disablingWhileItIsLiftedDisables() throws Exception {
        disable();
        CountDownLatch pressed = new CountDownLatch(1);
        world.world().entra().http().faults(request -> {
            try {
                pressed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });

        post(LIFT, "admin");
        post(DISABLE, "admin");
        assertThat(marked()).isTrue();
        pressed.countDown();
        await();

        assertThat(enabled()).isFalse();
        assertThat(marked()).isTrue();
    }

    @Test
    void pressingItTwiceIsOneRun() throws Exception {
        CountDownLatch pressedTwice = new CountDownLatch(1);
        world.world().entra().http().faults(request -> {
            try {
                pressedTwice.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });

        post(DISABLE, "admin");
        assertThat((Object) page("?tenant=contoso").getElementById("threat-manager-under-way"))
                .isNotNull();
        post(DISABLE, "admin");
        post(LIFT, "admin");
        pressedTwice.countDown();
        await();

        assertThat(enabled()).isFalse();
        assertThat(marked()).isTrue();
        assertThat(audited("disable sign-in")).extracting(AuditRecord::getPhase).containsExactly("result", "intent");
        assertThat(DisabledTenants.get().all()).hasSize(1);
    }
}
