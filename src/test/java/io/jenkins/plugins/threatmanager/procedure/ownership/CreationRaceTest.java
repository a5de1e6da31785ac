package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.MemoryVault;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Two controllers of different names start on the same empty tenant. In whatever order their exchanges with Entra come:
 * one of them makes the app registration and has the one secret; the other ends with the sentence that a later run
 * gets, and leaves nothing.
 */
class CreationRaceTest {

    private static final List<Controller> NAMES = List.of(
            new Controller("blue.contoso.com", "0b".repeat(16)), new Controller("green.contoso.com", "0c".repeat(16)));

    /** Token, look, creation, service principal, consents and secret: later ones are the winner's alone. */
    private static final int EXCHANGES = 6;

    /**
     * Lets one of two threads go on at a time, from one exchange to the next.
     *
     * @see #before
     */
    private static final class Turns {

        private final int[] lengths;
        private final boolean[] ended = new boolean[2];
        private int turn;
        private int made;
        private int current;

        /** @param lengths how many exchanges each turn has; after the last one the turn stays until its thread ends */
        Turns(int... lengths) {
            this.lengths = lengths;
        }

        /** Called before each exchange; waits until it is this thread's turn. */
        synchronized void before(int thread) {
            while (current == thread && turn < lengths.length && made == lengths[turn]) {
                turn++;
                pass(thread);
            }
            while (current != thread) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                while (current == thread && turn < lengths.length && lengths[turn] == 0) {
                    turn++;
                    pass(thread);
                }
            }
            made++;
        }

        synchronized void end(int thread) {
            ended[thread] = true;
            pass(thread);
        }

        private void pass(int thread) {
            made = 0;
            if (!ended[1 - thread]) {
                current = 1 - thread;
                notifyAll();
            }
        }
    }

    private static OnboardRequest request(EngineFixture world, int which) {
        OnboardRequest like = world.request(EnumSet.of(Stage.APP, Stage.SECRET));
        // Another JVM's lock: this one knows the tenant by another name.
        String domain = which == 0 ? like.domain() : world.tenant().id();
        return Requests.by(Requests.unnamed(Requests.in(like, domain, like.cloud())), NAMES.get(which));
    }

    /** What became of both: a failure's message, or nothing where the run succeeded. */
    private record Race(EngineFixture world, List<MemoryVault> vaults, List<Optional<ProblemException>> ends) {

        static Race run(EngineFixture world, int... lengths) throws Exception {
            Turns turns = new Turns(lengths);
            List<MemoryVault> vaults = List.of(new MemoryVault(), new MemoryVault());
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Optional<ProblemException>>> futures = new ArrayList<>();
                for (int which = 0; which < 2; which++) {
                    int thread = which;
                    Onboarding engine = new Onboarding(new Places(
                            world.directory(() -> turns.before(thread)),
                            vaults.get(thread),
                            List.of(),
                            List::of,
                            ProcedureListener.NONE));
                    OnboardRequest request = request(world, thread);
                    futures.add(threads.submit(toTheEnd(turns, thread, () -> {
                        engine.run(request, world.operation());
                        return null;
                    })));
                }
                return new Race(
                        world,
                        vaults,
                        List.of(futures.get(0).get(), futures.get(1).get()));
            } finally {
                threads.shutdownNow();
            }
        }

        private static Callable<Optional<ProblemException>> toTheEnd(Turns turns, int thread, Callable<Void> work) {
            return () -> {
                try {
                    work.call();
                    return Optional.empty();
                } catch (ProblemException failure) {
                    return Optional.of(failure);
                } finally {
                    turns.end(thread);
                }
            };
        }

        void assertOneWinner(String when) throws InterruptedException {
            assertThat(ends.stream().filter(Optional::isEmpty)).as(when + ends).hasSize(1);
            int winner = ends.get(0).isEmpty() ? 0 : 1;
            ProblemException refusal = ends.get(1 - winner).orElseThrow();
            assertThat(refusal.problem()).as(when).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE);
            assertThat(refusal.cause()).as(when).contains(NAMES.get(winner).name());

            StandInApp app = world.app();
            assertThat(world.tenant().applications()).as(when).hasSize(2);
            assertThat(world.tenant().servicePrincipals()).as(when).hasSize(3);
            assertThat(app.tags()).as(when).containsExactlyElementsOf(AppMarker.tagsFor(List.of(), NAMES.get(winner)));
            assertThat(world.tenant().consented(app)).as(when).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
            StoredSecret stored =
                    vaults.get(winner).find(EngineFixture.CREDENTIALS_ID).orElseThrow();
            assertThat(app.secrets()).as(when).extracting(StandInSecret::keyId).containsExactly(stored.keyId());
            assertThat(vaults.get(1 - winner).find(EngineFixture.CREDENTIALS_ID))
                    .as(when)
                    .isEmpty();
            assertThat(world.tenant().issuedSecrets().stream()
                            .filter(stored.text().reveal()::equals))
                    .as(when)
                    .hasSize(1);

            assertThat(again(winner)).as(when).isEmpty();
            assertThat(again(1 - winner).orElseThrow().getMessage()).as(when).isEqualTo(refusal.getMessage());
        }

        /** A later run: says what it was refused with. */
        private Optional<ProblemException> again(int which) throws InterruptedException {
            Onboarding engine = new Onboarding(
                    new Places(world.directory(), vaults.get(which), List.of(), List::of, ProcedureListener.NONE));
            try {
                assertThat(engine.run(request(world, which), world.operation()).done())
                        .isEmpty();
                return Optional.empty();
            } catch (ProblemException failure) {
                return Optional.of(failure);
            }
        }
    }

    @Test
    void oneAfterTheOther() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            Race.run(world).assertOneWinner("one after the other");
        }
    }

    @Test
    void inEveryOrderOfUpToThreeTurnsBeforeTheRest() throws Exception {
        int races = 0;
        for (int first = 1; first <= EXCHANGES; first++) {
            for (int second = 0; second <= EXCHANGES; second++) {
                for (int third = 0; third <= (second == 0 ? 0 : 1); third++) {
                    try (EngineFixture world = new EngineFixture()) {
                        Race.run(world, first, second, third).assertOneWinner(first + ", " + second + ", " + third);
                        races++;
                    }
                }
            }
        }
        assertThat(races).isEqualTo(EXCHANGES * (1 + EXCHANGES * 2));
    }

    /** Neither knows then who was first: both wait for a marker, and then claim what carries none. */
    @Test
    void whenTheAnswersToBothCreationsAreLost() throws Exception {
        int claim = 19;
        for (int first = claim - 2; first <= claim + 1; first++) {
            for (int second = claim - 2; second <= claim; second++) {
                try (EngineFixture world = new EngineFixture()) {
                    world.entra()
                            .http()
                            .faults(losing(2, request -> request.method().equals("PATCH")));
                    Race.run(world, first, second).assertOneWinner("lost creations, " + first + ", " + second);
                }
            }
        }
    }

    @Test
    void whenTheAnswerToTheServicePrincipalIsLost() throws Exception {
        for (int first = 3; first <= EXCHANGES; first++) {
            try (EngineFixture world = new EngineFixture()) {
                world.entra()
                        .http()
                        .faults(losing(1, request -> request.text().contains("\"url\":\"/servicePrincipals\"")));
                Race.run(world, first).assertOneWinner("lost service principal, " + first);
            }
        }
    }

    private static Function<StandInRequest, Optional<Fault>> losing(
            int times, Function<StandInRequest, Boolean> which) {
        int[] lost = {0};
        return request ->
                which.apply(request) && lost[0]++ < times ? Optional.of(new Fault.ResponseLost()) : Optional.empty();
    }
}
