package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.SharedWorld;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two runs at once for one credential, of every pair of operations, from every state that one leaves behind: in one
 * process, and in two that share name, vault and server (an active-active controller, a copy of a controller that still
 * runs), in every interleaving with a bounded number of preemptions. No schedule cuts a server off.
 */
class TwoRunsTest {

    /** How often a run may be stopped in favour of the other: {@code -Dinterleaving.preemptions=3} for more. */
    private static final int PREEMPTIONS = Integer.getInteger("interleaving.preemptions", 2);

    private static final int MOST_DAYS = 8;
    private static final Duration DAY = Duration.ofHours(25);
    private static final Duration LONG = Duration.ofDays(700);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "run");
        thread.setDaemon(true);
        return thread;
    });

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    /** Where the runs begin. */
    enum Start {
        /** An app, and nothing else. */
        APP_ALONE(world -> {}),
        JUST_ONBOARDED(world -> {
            ClientSecret a = world.make(HOUR, LONG);
            world.store(a, Optional.empty());
            world.hold(a, HOUR);
        }),
        DUE(world -> {
            ClientSecret a = world.make(LONG, Duration.ofDays(20));
            world.store(a, Optional.empty());
            world.hold(a, LONG);
        }),
        CREDENTIAL_DELETED(world -> world.hold(world.make(WEEK, LONG), WEEK)),
        NOT_MOVED_YET(world -> {
            ClientSecret a = world.make(LONG, Duration.ofDays(20));
            world.store(world.make(HOUR, LONG), Optional.of(a));
            world.hold(a, LONG);
        }),
        /** Onboarding writes the profile again, with the stored secret as it was when it looked. */
        PROFILE_RENAMED(world -> {
            ClientSecret a = world.make(LONG, LONG);
            world.store(a, Optional.empty());
            world.hold(a, WEEK);
            world.profile = profile("7", "renamed by hand", world.profile.description(), CLIENT_ID);
        }),
        GRACE_PERIOD_OVER(world -> {
            ClientSecret a = world.make(LONG, Duration.ofDays(20));
            ClientSecret b = world.make(WEEK, LONG);
            world.store(b, Optional.of(a));
            world.hold(b, WEEK);
        }),
        INTERRUPTED_DAYS_AGO(world -> {
            ClientSecret a = world.make(LONG, Duration.ofDays(20));
            world.make(WEEK, LONG);
            world.store(a, Optional.empty());
            world.hold(a, LONG);
        }),
        INTERRUPTED_AN_HOUR_AGO(world -> {
            ClientSecret a = world.make(LONG, Duration.ofDays(20));
            world.make(HOUR, LONG);
            world.store(a, Optional.empty());
            world.hold(a, LONG);
        });

        private final Consumer<SharedWorld> prepare;

        Start(Consumer<SharedWorld> prepare) {
            this.prepare = prepare;
        }
    }

    /** What a run does. */
    enum Kind {
        ONBOARD,
        STORE_SECRET,
        ROTATE,
        ROTATE_WITH_FORCE,
        OFFBOARD
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Start start : Start.values()) {
            for (Kind one : Kind.values()) {
                for (Kind other : Kind.values()) {
                    pairs.add(Arguments.of(start, one, other));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void inTwoProcesses(Start start, Kind one, Kind other) throws Exception {
        // An off-boarding is long, and has no sync to keep alive.
        int fewer = one == Kind.OFFBOARD || other == Kind.OFFBOARD ? 1 : 0;
        int schedules = Interleaving.search(
                PREEMPTIONS - fewer, turns -> new Trial(start, one, other, new Locks(), new Locks(), turns).run());
        assertThat(schedules).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void inOneProcess(Start start, Kind one, Kind other) throws Exception {
        Interleaving.search(1, turns -> {
            Locks locks = new Locks();
            return new Trial(start, one, other, locks, locks, turns).run();
        });
    }

    /** One schedule. */
    private static final class Trial {

        private final SharedWorld world = new SharedWorld();
        private final List<Kind> kinds;
        private final List<Locks> locks;
        private final Interleaving interleaving;
        private final String when;
        private boolean together = true;

        Trial(Start start, Kind one, Kind other, Locks here, Locks there, List<Integer> turns) {
            start.prepare.accept(world);
            kinds = List.of(one, other);
            locks = List.of(here, there);
            interleaving = new Interleaving(turns);
            world.lapsesExpected = kinds.contains(Kind.OFFBOARD);
            when = start + ": " + one + " and " + other + ", in turns of " + turns;
        }

        /** @return whether the schedule was complete */
        boolean run() throws Exception {
            interleaving.run(THREADS, () -> runOf(0), () -> runOf(1));
            together = false;
            world.ended[0] = true;
            world.ended[1] = true;
            world.lookAtRest();
            if (kinds.contains(Kind.OFFBOARD)) {
                perform(Kind.OFFBOARD, 0);
                assertThat(world.appThere || world.inBin).as(when).isFalse();
                assertThat(world.profile).as(when).isNull();
                assertThat(world.vault).as(when).isEmpty();
            } else {
                settle();
            }
            assertThat(world.violations()).as(when).isEmpty();
            return interleaving.isComplete();
        }

        private Object runOf(int run) throws InterruptedException {
            Object result;
            try {
                result = perform(kinds.get(run), run);
            } catch (ProblemException failure) {
                result = failure;
            }
            world.ended[run] = true;
            return result;
        }

        /** Nightly jobs from the next day on end with one secret, stored and held. */
        private void settle() throws InterruptedException {
            boolean quiet = false;
            for (int day = 0; day < MOST_DAYS && !quiet; day++) {
                world.time.advance(DAY);
                Outcome outcome = perform(world.profile == null ? Kind.ONBOARD : Kind.ROTATE, 0);
                quiet = outcome.done().isEmpty() && world.alive().size() == 1;
                world.lookAtRest();
            }
            StoredSecret stored = world.stored().orElseThrow();
            assertThat(world.alive()).as(when).extracting(ClientSecret::keyId).containsExactly(stored.keyId());
            assertThat(world.password).as(when).isEqualTo(stored.text().reveal());
            assertThat(stored.previous()).as(when).isEmpty();
        }

        private Outcome perform(Kind kind, int run) throws InterruptedException {
            SharedWorldClients clients = new SharedWorldClients(world, run, () -> {
                if (together) {
                    interleaving.step(run);
                }
            });
            Progress progress = line -> {
                if (line.startsWith("another run is working")) {
                    interleaving.awaitOther(run);
                }
            };
            OperationContext operation = OperationContext.begin(world.time, world.time, progress, HOUR);
            ServerTarget target = new ServerTarget(SharedWorld.SERVER, Optional.of(clients.server()));
            return switch (kind) {
                case ONBOARD -> onboarding(clients, run).run(request(EnumSet.allOf(Stage.class)), operation);
                case STORE_SECRET -> onboarding(clients, run).run(request(EnumSet.of(Stage.SECRET)), operation);
                case ROTATE -> rotation(clients, target, run).run(rotation(RotationTerms.DEFAULT), operation);
                case ROTATE_WITH_FORCE ->
                    rotation(clients, target, run).run(rotation(RotationFixture.FORCE), operation);
                case OFFBOARD ->
                    new Offboarding(new Places(
                                    clients.directory(),
                                    clients.vault(),
                                    List.of(target),
                                    List::of,
                                    locks.get(run),
                                    ProcedureListener.NONE))
                            .run(Requests.offboard(request(Set.of(), Allowance.PURGE)), operation);
            };
        }

        private Onboarding onboarding(SharedWorldClients clients, int run) {
            return new Onboarding(new Places(
                    clients.directory(),
                    clients.vault(),
                    ServerTargets.named(Optional.of(clients.server())),
                    List::of,
                    locks.get(run),
                    ProcedureListener.NONE));
        }

        private Rotation rotation(SharedWorldClients clients, ServerTarget target, int run) {
            return new Rotation(new Places(
                    clients.directory(),
                    clients.vault(),
                    List.of(target),
                    List::of,
                    locks.get(run),
                    ProcedureListener.NONE));
        }

        private static RotationRequest rotation(RotationTerms terms) {
            return new RotationRequest(request(Set.of()).goal(), terms);
        }

        private static OnboardRequest request(Set<Stage> stages, Allowance... allowances) {
            PlannerFixture situation = new PlannerFixture();
            situation.stages = stages;
            situation.allowances = Set.of(allowances);
            return situation.request();
        }
    }
}
