package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditRecord;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the watch does on its own, three weeks before a secret expires. */
@WithJenkins
class AutomaticRotationTest {

    private static final Clock THEN = Clock.offset(Clock.systemUTC(), Duration.ofDays(710));

    private ControllerFixture world;

    @BeforeEach
    void onboard(JenkinsRule jenkins) throws Exception {
        world = new ControllerFixture().configure();
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
    }

    private static void switchOn() throws Exception {
        Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);
        tenant.setAutomaticRotation(true);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** @return what it says in its log */
    private static String round(Sleeper sleeper) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new ExpiryWatch(THEN, sleeper).execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        return log.toString(StandardCharsets.UTF_8);
    }

    private static OperationRecord last() {
        return Ledger.get().entries().stream()
                .flatMap(entry -> entry.lastRun().stream())
                .filter(OperationRecord::isAutomatic)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSecretThatIsDueIsRotatedWhereThatIsSwitchedOn() throws Exception {
        String before = world.app().secrets().get(0).text();
        assertThat(round(AutomaticRotationTest::shortly))
                .contains("looked at tm-prod")
                .doesNotContain("rotating");
        assertThat(world.app().secrets()).hasSize(1);

        switchOn();

        assertThat(round(AutomaticRotationTest::shortly)).contains("rotating 'contoso-tm' of contoso", "succeeded");
        assertThat(world.app().secrets())
                .extracting(StandInSecret::text)
                .hasSize(2)
                .contains(before);
        assertThat(world.world()
                        .threatManager()
                        .console()
                        .profiles()
                        .get(0)
                        .credentials()
                        .get(0)
                        .password())
                .isNotEqualTo(before);
        assertThat(last().end()).isEqualTo(OperationRecord.End.SUCCEEDED);
        assertThat(AuditLog.get()
                        .search("create client secret", "contoso", "", "", "")
                        .getFound())
                .filteredOn(line -> line.getBuild().isEmpty())
                .extracting(AuditRecord::getPhase)
                .containsExactly("result", "intent");
    }

    /** What the ledger and the watch know was written under the old names. */
    @Test
    void aSecretOfWhatHasAnotherNameByNowIsRotatedOnce() throws Exception {
        round(AutomaticRotationTest::shortly);
        switchOn();
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Tenant like = configuration.getTenants().get(0);
        Tenant tenant = new Tenant("fabrikam", like.getDomain(), like.getAuthentication());
        tenant.setAliases(List.of("contoso"));
        tenant.setCloud(like.getCloud());
        tenant.setAuthorityUrl(like.getAuthorityUrl());
        tenant.setGraphUrl(like.getGraphUrl());
        tenant.setThreatManagerCloud(like.getThreatManagerCloud());
        tenant.setAllowedFolders(like.getAllowedFolders());
        tenant.setAutomaticRotation(true);
        configuration.setTenants(List.of(tenant));
        Server before = configuration.findServer("tm-prod").orElseThrow();
        Server server = new Server("tm-new", before.getConnector());
        server.setAliases(List.of("tm-prod"));
        server.setUrl(before.getUrl());
        server.setAuthentication(before.getAuthentication());
        server.setCaCertificate(before.getCaCertificate());
        server.setAllowedFolders(before.getAllowedFolders());
        configuration.setServers(List.of(server));

        assertThat(round(AutomaticRotationTest::shortly)).contains("rotating 'contoso-tm' of fabrikam", "succeeded");
        assertThat(world.app().secrets()).hasSize(2);
        // Records have the time of the controller, not of the watch, so it looks again; there is nothing to do.
        assertThat(round(AutomaticRotationTest::shortly)).contains("no change needed");
        assertThat(world.app().secrets()).hasSize(2);
        assertThat(Ledger.get().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key().tenant()).isEqualTo("fabrikam");
            assertThat(entry.key().server()).isEqualTo("tm-new");
        });
    }

    @Test
    void aTenantThatIsDisabledIsLeftAlone() throws Exception {
        round(AutomaticRotationTest::shortly);
        switchOn();
        DisabledTenants.get()
                .add(DisabledTenant.of("contoso", StandInWorld.DOMAIN, Instant.now(), "alice", "a lost laptop"));
        String before = world.app().secrets().get(0).text();

        assertThat(round(AutomaticRotationTest::shortly))
                .contains("left alone: 'contoso-tm' of contoso: The tenant 'contoso' was disabled by alice")
                .doesNotContain("rotating");

        assertThat(world.app().secrets()).extracting(StandInSecret::text).containsExactly(before);
    }

    private static void shortly(Duration wait) throws InterruptedException {
        Sleeper.REAL.sleep(wait.dividedBy(20));
    }

    @Test
    void whatNobodyForesawIsToldByItsPlaceAndTheNextRoundGoesOn() throws Exception {
        switchOn();
        String secret = world.app().secrets().get(0).text();

        String log = round(wait -> {
            throw new IllegalStateException("with " + secret);
        });

        assertThat(log)
                .contains("rotating 'contoso-tm' of contoso")
                .contains("unexpected: java.lang.IllegalStateException")
                .contains("    at " + AutomaticRotation.class.getName() + ".rotate(")
                .doesNotContain(secret);
        assertThat(last().end()).isEqualTo(OperationRecord.End.FAILED);
        assertThat(last().sentence()).contains("IllegalStateException").doesNotContain(secret);

        assertThat(round(AutomaticRotationTest::shortly))
                .contains("rotating 'contoso-tm' of contoso")
                .contains("succeeded");
        assertThat(last().end()).isEqualTo(OperationRecord.End.SUCCEEDED);
        assertThat(world.app().secrets())
                .extracting(StandInSecret::text)
                .hasSize(2)
                .contains(secret);
    }
}
