package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerSyncRuns;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From every starting point the procedure ends in the same state: no duplicate, nothing foreign touched. */
class ConvergenceTest extends OnboardingOnStandIns {

    /** One that goes on is the newest, and so what a run reports. */
    private void passSyncUnderWay() {
        ThreatManagerConsole console = world.threatManager().console();
        long sync = console.syncs().get(0).id();
        while (console.history(sync).get(0).status() == ThreatManagerSyncRuns.Status.RUNNING) {
            world.time().advance(Duration.ofSeconds(10));
        }
    }

    private StandInApp appByHand() {
        StandInApp app = world.tenant().createByHand(ProcedureRequest.DEFAULT_APP_NAME);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        return app;
    }

    @Test
    void anEmptyTenant() throws Exception {
        Outcome outcome = world.run();
        assertThat(outcome.done()).hasSize(18);
        assertThat(outcome.overview().sync().orElseThrow().runs()).hasSize(5);
        assertOnboarded();
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        Outcome outcome = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(outcome.plan().changes()).hasSize(18);
        assertThat(outcome.done()).isEmpty();
        assertThat(writes()).isZero();
    }

    @Test
    void oneStageAfterTheOther() throws Exception {
        for (Stage stage : Stage.values()) {
            world.onboarding(ProcedureListener.NONE).run(world.request(EnumSet.of(stage)), world.operation());
        }
        assertOnboarded();
    }

    @Test
    void anAppMadeByHand() throws Exception {
        StandInApp app = appByHand();
        world.tenant().createPrincipalByHand(app);
        world.tenant().grantByHand(app, "User.Read.All");
        StandInSecret foreign = world.tenant()
                .addSecretByHand(app, "by hand", world.time().instant().plus(Duration.ofDays(10)));
        assertRefused(ProcedureProblem.NOT_MANAGED, Allowance.ADOPT);
        world.policy = Requests.adoptable(world.policy, app.appId());
        assertRefused(ProcedureProblem.NOT_MANAGED);
        assertRefused(ProcedureProblem.NOT_TRUSTED, Allowance.ADOPT);
        world.run(Allowance.ADOPT, Allowance.REMOVE_FOREIGN_CREDENTIALS);
        assertThat(world.app().secrets()).doesNotContain(foreign);
        assertThat(world.app().appId()).isEqualTo(app.appId());
        assertOnboarded();
    }

    /** The sync that a person has set up goes on with the secret made by hand until Test Connection passes with the new one. */
    @Test
    void anAppMadeByHandWithAllConsentsKeepsItsSecretToTheEnd() throws Exception {
        StandInApp app = appByHand();
        world.tenant().createPrincipalByHand(app);
        world.tenant().grantByHand(app, ProcedureRequest.DEFAULT_PERMISSIONS.toArray(new String[0]));
        world.tenant().addSecretByHand(app, "by hand", world.time().instant().plus(Duration.ofDays(10)));
        world.policy = Requests.adoptable(world.policy, app.appId());

        List<Change> done =
                world.run(Allowance.ADOPT, Allowance.REMOVE_FOREIGN_CREDENTIALS).done();

        assertThat(done.get(done.size() - 1)).isInstanceOf(Change.RemoveForeignCredential.class);
        assertOnboarded();
    }

    @Test
    void twoAppsMadeByHand() {
        appByHand();
        appByHand();
        assertRefused(ProcedureProblem.AMBIGUOUS, Allowance.ADOPT);
    }

    @Test
    void anAppWithHalfOfThePermissions() throws Exception {
        OnboardRequest all = world.request(EnumSet.of(Stage.APP));
        OnboardRequest half =
                Requests.appOnly(Requests.of(all, all.app().permissions().subList(0, 6)));
        world.onboarding(ProcedureListener.NONE).run(half, world.operation());
        assertThat(world.run().plan().changes()).hasSize(1 + 6 + 4);
        assertOnboarded();
    }

    @Test
    void consentTakenBackByHand() throws Exception {
        world.run();
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        assertThat(world.run().done()).extracting(Change::what).containsExactly("grant admin consent to User.Read.All");
        assertOnboarded();
    }

    @Test
    void anAppInTheRecycleBin() throws Exception {
        world.run();
        world.tenant().deleteByHand(world.app());
        assertRefused(ProcedureProblem.IN_RECYCLE_BIN);
        world.run(Allowance.RESTORE);
        assertOnboarded();
    }

    @Test
    void foreignSecretsOnTheApp() throws Exception {
        world.run();
        StandInSecret foreign = world.tenant()
                .addSecretByHand(
                        world.app(), "jenkins-tm", world.time().instant().plus(Duration.ofDays(10)));
        StandInSecret expired = world.tenant()
                .addSecretByHand(world.app(), "old", world.time().instant().minus(Duration.ofDays(10)));
        assertOnboarded();
        assertThat(world.app().secrets()).contains(foreign, expired);
    }

    @Test
    void aSecretDeletedByHand() throws Exception {
        world.run();
        world.tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());
        assertThat(world.run().done()).hasSize(3);
        assertOnboarded();
    }

    @Test
    void aCredentialDeletedByHand() throws Exception {
        world.run();
        world.vault().clear();
        world.run();
        // The secret that Threat Manager held until just now may be another run's for all the next run knows.
        world.run();
        assertThat(world.app().secrets()).hasSize(2);
        world.time().advance(Duration.ofDays(1));
        world.run();
        passSyncUnderWay();
        assertOnboarded();
    }

    @Test
    void anotherControllersApp() throws Exception {
        world.run();
        OnboardRequest ours = world.request();
        OnboardRequest theirs = Requests.by(ours, PlannerFixture.OTHER);
        Onboarding other = new Onboarding(new Places(
                world.directory(),
                new MemoryVault(),
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                ProcedureListener.NONE));
        assertThatThrownBy(() -> other.run(theirs, world.operation()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE);
                    assertThat(failure.cause()).contains(EngineFixture.CONTROLLER.name());
                });
        assertOnboarded();
    }
}
