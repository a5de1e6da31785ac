package io.jenkins.plugins.threatmanager.manage.entries;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.UserPasswordLogin;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Verifying all entries of a list, in the background. */
@WithJenkins
class VerifyAllTest {

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

    private HtmlPage page(String list) throws Exception {
        return jenkins.createWebClient().login("admin").goTo("threat-manager/" + list + "/verify/");
    }

    @Test
    void eachServerIsShownAsWhatItIs() throws Exception {
        world.world().threatManager().accounts().addUser("viewer", "viewer-password", "Response Manager", null);
        ControllerFixture.addUserPassword("viewer", "viewer", "viewer-password");
        List<Server> servers = new ArrayList<>(ThreatManagerConfiguration.get().getServers());
        servers.add(world.server("tm-viewer", new UserPasswordLogin("viewer")));
        ThreatManagerConfiguration.get().setServers(servers);
        assertThat(world.requests()).isZero();

        HtmlForm start = page("servers").getFormByName("start");
        jenkins.submit(start);
        new VerifyPage<>(new ServerKind()).join();
        HtmlPage ended = page("servers");

        assertThat(ended.asNormalizedText())
                .as("the bundled profile is provisional")
                .contains("All right: 1. Warnings: 2. Failed: 1. Not verified: 0.")
                .contains("provisional: no live Threat Manager has confirmed it")
                .contains("has the role Response Manager, not Administrator")
                .doesNotContain("✓ API profile", "viewer-password");
        assertThat(ended.<HtmlElement>getByXPath("//table[@id='threat-manager-verify-rows']/tbody/tr"))
                .first()
                .satisfies(row -> assertThat(row.asNormalizedText()).startsWith("tm-viewer"));
    }

    @Test
    void aTenantThatLacksNothing() throws Exception {
        jenkins.submit(page("tenants").getFormByName("start"));
        new VerifyPage<>(new TenantKind()).join();
        assertThat(page("tenants").asNormalizedText()).contains("All right: 1. Warnings: 0. Failed: 0.");
    }

    /** Four at once and no more, and what has not begun when a person stops it is left out. */
    @Test
    void aPersonStopsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(VerifyRun.AT_ONCE);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        VerifyRun run = VerifyRun.start(
                IntStream.range(0, 20).mapToObj(i -> "tenant-" + i).toList(), name -> {
                    calls.incrementAndGet();
                    begun.countDown();
                    never.await();
                    return List.of(FormValidation.ok());
                });
        begun.await();
        assertThat(run.isUnderWay()).isTrue();

        run.stop();
        run.join();

        assertThat(calls).hasValue(VerifyRun.AT_ONCE);
        assertThat(run.isUnderWay()).isFalse();
        assertThat(run.isStopped()).isTrue();
        assertThat(run.done()).isZero();
    }

    @Test
    void whatGoesWrongUnexpectedlyIsOneRow() throws Exception {
        VerifyRun run = VerifyRun.start(List.of("one", "two"), name -> {
            if (name.equals("one")) {
                throw new IllegalStateException("with details");
            }
            return List.of(FormValidation.ok("fine"));
        });
        run.join();

        assertThat(run.rows()).extracting(VerifyRow::state).containsExactly(VerifyRow.State.FAILED, VerifyRow.State.OK);
        assertThat(run.rows().get(0).getConcerns())
                .singleElement()
                .asString()
                .contains("IllegalStateException")
                .doesNotContain("with details");
    }

    /** A login that it has no use for is not shown, whatever its check says. */
    @Test
    void theFormOfAServerShowsWhatApplies() throws Exception {
        HtmlPage byHand = jenkins.createWebClient().login("admin").goTo("threat-manager/servers/entry/tm-hand/");
        byHand.getWebClient().waitForBackgroundJavaScript(10_000);
        assertThat(byHand.asNormalizedText()).doesNotContain("Choose a credential.", "Authentication");
        HtmlPage rest = jenkins.createWebClient().login("admin").goTo("threat-manager/servers/entry/tm-prod/");
        assertThat(rest.asNormalizedText()).contains("Authentication");
    }
}
