package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerSyncRuns;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync that failed and is repaired is judged by what it does from then on. */
class RepairedSyncTest {

    private static final Duration NEXT_RUN = Duration.ofMinutes(15);

    private final EngineFixture world = new EngineFixture();
    private Instant repaired;

    @BeforeEach
    void onboard() throws Exception {
        world.run();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The secret is removed in Entra, and Threat Manager notices. */
    private void breakIt() {
        world.tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());
        world.time().advance(NEXT_RUN);
        assertThat(newest().status()).isEqualTo(ThreatManagerSyncRuns.Status.FAILED);
        repaired = world.time().instant();
    }

    private ThreatManagerSyncRuns.Row newest() {
        ThreatManagerConsole console = world.threatManager().console();
        return console.history(console.syncs().get(0).id()).get(0);
    }

    private OperationContext operation(Duration timeout, Duration ahead) {
        return OperationContext.begin(Clock.offset(world.time(), ahead), world.time(), world.said()::add, timeout);
    }

    private Outcome run(OperationContext operation) throws InterruptedException {
        return world.onboarding(ProcedureListener.NONE).run(world.request(), operation);
    }

    private static Overview.Sync sync(Outcome outcome) {
        return outcome.overview().sync().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, -40})
    void theNextRunDecidesWhateverTheClockOfTheControllerSays(int minutesAhead) throws Exception {
        breakIt();
        Outcome outcome = run(operation(Duration.ofHours(1), Duration.ofMinutes(minutesAhead)));
        assertThat(sync(outcome).progress()).isEqualTo(SyncProgress.SUCCEEDED);
        assertThat(sync(outcome).runs())
                .hasSize(5)
                .allMatch(run -> run.started().isAfter(repaired))
                .allMatch(run -> run.state() == SyncRun.State.SUCCEEDED);
        assertThat(world.said()).contains("the next sync: not started yet");
    }

    @Test
    void withoutTimeForTheNextRunItIsWaitedForAndNothingFails() throws Exception {
        breakIt();
        Outcome outcome = run(operation(Duration.ofMinutes(5), Duration.ZERO));
        assertThat(outcome.done()).isNotEmpty();
        assertThat(sync(outcome).progress()).isEqualTo(SyncProgress.WAITING);
        assertThat(sync(outcome).runs()).isEmpty();

        Outcome again = run(operation(Duration.ofMinutes(1), Duration.ZERO));
        assertThat(again.plan().changes()).isEmpty();
        assertThat(sync(again).progress()).isEqualTo(SyncProgress.WAITING);
        Outcome status = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(sync(status).progress()).isEqualTo(SyncProgress.WAITING);
        assertThat(status.plan().findings()).isEmpty();

        assertThat(sync(world.run()).progress()).isEqualTo(SyncProgress.SUCCEEDED);
    }

    @Test
    void aConsentGivenByAnEarlierRunIsARepairToo() throws Exception {
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        world.threatManager()
                .console()
                .onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "Forbidden"));
        world.time().advance(NEXT_RUN);
        assertThat(newest().status()).isEqualTo(ThreatManagerSyncRuns.Status.FAILED);

        assertThat(sync(run(operation(Duration.ofMinutes(1), Duration.ZERO))).progress())
                .isEqualTo(SyncProgress.WAITING);
        Outcome again = run(operation(Duration.ofMinutes(1), Duration.ZERO));

        assertThat(again.plan().changes()).isEmpty();
        assertThat(sync(again).progress()).isEqualTo(SyncProgress.WAITING);
    }

    @Test
    void aRunThatBeganBeforeTheRepairIsNotTheOne() throws Exception {
        world.tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());
        while (newest().status() != ThreatManagerSyncRuns.Status.RUNNING) {
            world.time().advance(Duration.ofSeconds(10));
        }
        repaired = world.time().instant();
        Outcome outcome = world.run();
        assertThat(sync(outcome).progress()).isEqualTo(SyncProgress.SUCCEEDED);
        assertThat(sync(outcome).runs()).allMatch(run -> run.started().isAfter(repaired));
    }

    @Test
    void aSyncThatFailsAfterTheRepairToFails() throws Exception {
        breakIt();
        world.threatManager()
                .console()
                .onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no luck"));
        assertThatThrownBy(world::run).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.FIRST_SYNC_FAILED);
            // One row, as the run ended with it: none of the runs before.
            assertThat(failure.cause()).isEqualTo("Threat Manager's sync failed: Device: 0 objects, Failed.");
        });
    }

    @Test
    void whereNothingIsChangedTheRunThatFailedDecides() throws Exception {
        world.threatManager()
                .console()
                .onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no luck"));
        world.time().advance(NEXT_RUN);
        assertThat(newest().status()).isEqualTo(ThreatManagerSyncRuns.Status.FAILED);
        Outcome status = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(status.plan().findings())
                .extracting(Plan.Finding::sentence)
                .containsExactly("Threat Manager's last sync failed (Device: 0 objects, Failed); look at Sync"
                        + " History in its console.");
        Instant before = world.time().instant();
        assertThatThrownBy(world::run).isInstanceOf(ProblemException.class);
        assertThat(world.time().instant()).isEqualTo(before);
    }

    @Test
    void aPlanThatRepairsDoesNotBlameTheRunBefore() throws Exception {
        breakIt();
        Outcome plan = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(plan.plan().changes()).isNotEmpty();
        assertThat(plan.plan().findings()).isEmpty();
    }

    @Test
    void aRunThatGoesOnAfterAGoodOneIsNotWaitedFor() throws Exception {
        while (newest().status() != ThreatManagerSyncRuns.Status.RUNNING) {
            world.time().advance(Duration.ofSeconds(10));
        }
        Instant before = world.time().instant();
        Outcome outcome = world.run();
        assertThat(sync(outcome).progress()).isEqualTo(SyncProgress.RUNNING);
        assertThat(world.time().instant()).isEqualTo(before);
    }

    @Test
    void aRunThatGoesOnAfterABadOneDecides() throws Exception {
        world.threatManager()
                .console()
                .onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no luck"));
        world.time().advance(NEXT_RUN);
        newest();
        world.threatManager()
                .console()
                .onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(true, ""));
        while (newest().status() != ThreatManagerSyncRuns.Status.RUNNING) {
            world.time().advance(Duration.ofSeconds(10));
        }
        assertThat(sync(world.run()).progress()).isEqualTo(SyncProgress.SUCCEEDED);
    }

    @Test
    void waitingReadsLittle() throws Exception {
        breakIt();
        world.threatManager().http().forget();
        world.run();
        List<String> history = world.threatManager().http().received().stream()
                .filter(request -> request.path().endsWith("/History"))
                .map(request -> request.query())
                .toList();
        assertThat(history).isNotEmpty().allMatch("skip=0&take=100"::equals);
    }
}
