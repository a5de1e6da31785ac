package io.jenkins.plugins.threatmanager.monitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.BootstrapCopies;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The watch moves and rotates what is due, where that is switched on and allowed, once a day at most. */
@WithJenkins
class BootstrapWatchTest {

    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule jenkins) throws Exception {
        world = new ControllerFixture().configure();
        world.world()
                .bootstrap()
                .addOwner(world.world()
                        .tenant()
                        .principalOf(world.world().bootstrap().appId())
                        .orElseThrow()
                        .id());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Tenant tenant() {
        return ThreatManagerConfiguration.get().getTenants().get(0);
    }

    private static void allow() {
        tenant().setAutomaticRotation(true);
        tenant().setPolicy(ControllerFixture.allowing("ROTATE_BOOTSTRAP"));
    }

    private String round(Clock clock) throws InterruptedException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new BootstrapWatch(clock, wait -> Sleeper.REAL.sleep(wait.dividedBy(20)))
                .execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        return log.toString(StandardCharsets.UTF_8);
    }

    private String round() throws InterruptedException {
        return round(Clock.systemUTC());
    }

    private boolean isMoved() {
        return BootstrapCopies.find(world.world().bootstrap().appId()).isPresent();
    }

    @Test
    void nothingHappensUnlessItIsSwitchedOnAndAllowed() throws Exception {
        assertThat(round()).isEmpty();
        tenant().setAutomaticRotation(true);
        assertThat(round()).isEmpty();
        assertThat(isMoved()).isFalse();
    }

    @Test
    void itIsMovedAndThenLeftAloneUntilItIsDue() throws Exception {
        allow();
        assertThat(round()).contains("rotating the secret of the bootstrap identity of contoso", "SUCCEEDED");
        assertThat(isMoved()).isTrue();
        assertThat(round(Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))).isEmpty();
        assertThat(world.world().bootstrap().secrets()).hasSize(1);
    }

    @Test
    void whatAnotherPersonHasToApproveIsLeftToAJob() throws Exception {
        allow();
        Policy policy = tenant().getPolicy();
        policy.setApproval("ALL_CHANGES");
        policy.setApprovalOfRotation(true);
        assertThat(round()).contains("wants another person to approve each rotation");
        assertThat(isMoved()).isFalse();
    }
}
