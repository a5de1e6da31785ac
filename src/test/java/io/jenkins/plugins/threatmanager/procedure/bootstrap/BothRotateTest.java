package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.RotationFixture;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Three simulated years in which the bootstrap identity rotates its own secret and signs in with it to rotate Threat
 * Manager's, over a lagging Entra, killed every night: at no second is there nothing that signs in, and at none does Threat
 * Manager hold a secret that does not work.
 */
class BothRotateTest {

    /** How many seeds: {@code -Drotation.seeds=500} for all that is promised. */
    private static final int SEEDS = Integer.getInteger("rotation.seeds", 1);

    /** More than the exchanges of most nights, so that about every other one is killed. */
    private static final int LATEST_KILL = 50;

    private static final Duration YEARS = Duration.ofDays(3 * 365);

    private final Set<String> managed = new HashSet<>();
    private final Set<String> own = new HashSet<>();

    @Test
    void noSecondWithoutAWayIn() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            managed.clear();
            own.clear();
            // The one is due in other nights than the other.
            RotationFixture sync = new RotationFixture(1, "90 days", "30 days");
            try (BootstrapFixture identity = new BootstrapFixture(sync.land, "120 days")) {
                sync.land.entra().behaviour().lag(Duration.ofSeconds(45)).flappingTokenEndpoint();
                years(sync, identity, new Random(seed));
                assertThat(managed).hasSizeGreaterThan(12);
                assertThat(own).hasSizeGreaterThan(8);
                assertThat(identity.most()).isLessThanOrEqualTo(2);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void years(RotationFixture sync, BootstrapFixture identity, Random random) {
        Instant end = identity.now().plus(YEARS);
        Instant quietUntil = Instant.MIN;
        while (identity.now().isBefore(end)) {
            nextNight(sync, identity, quietUntil);
            quietUntil = night(sync, identity, random);
            managed.add(sync.stored().keyId());
            identity.kept().map(StoredSecret::keyId).ifPresent(own::add);
            String when = identity.now().toString();
            assertThat(sync.watch.lapses()).as(when).isEmpty();
            assertThat(identity.lockedOut()).as(when).isEmpty();
            assertThat(sync.isForeignSecretThere()).as(when).isTrue();
            assertThat(identity.land.bootstrap().secrets()).as(when).contains(identity.foreign);
        }
    }

    /** First the identity's own, then the managed one, signed in with what is kept then. */
    private static Instant night(RotationFixture sync, BootstrapFixture identity, Random random) {
        AtomicInteger left = new AtomicInteger(1 + random.nextInt(LATEST_KILL));
        boolean answered = random.nextBoolean();
        Thread runner = Thread.currentThread();
        sync.watch.faults(request -> {
            identity.look();
            if (left.decrementAndGet() != 0) {
                return Optional.empty();
            }
            runner.interrupt();
            return Optional.of(answered ? new Fault.ResponseLost() : new Fault.RequestLost());
        });
        Instant quietUntil = Instant.MIN;
        try {
            Outcome ofItself = identity.rotate(BootstrapFixture.NIGHTLY);
            Outcome ofSync = sync.rotation(sync.land.directory(identity.identity()), "tm-1")
                    .run(sync.request(RotationFixture.NIGHTLY), sync.operation());
            if (isQuiet(ofItself) && isQuiet(ofSync) && identity.kept().isPresent()) {
                quietUntil = next(ofItself).isBefore(next(ofSync)) ? next(ofItself) : next(ofSync);
            }
        } catch (InterruptedException | ProblemException killed) {
            assertThat(left.get()).as(killed.getMessage()).isLessThanOrEqualTo(0);
        }
        Thread.interrupted();
        sync.watch.faults(request -> {
            identity.look();
            return Optional.empty();
        });
        return quietUntil;
    }

    private static boolean isQuiet(Outcome outcome) {
        return outcome.done().isEmpty() && rotation(outcome).phase() == RotationPhase.UP_TO_DATE;
    }

    private static Instant next(Outcome outcome) {
        return rotation(outcome).next().orElseThrow();
    }

    private static Overview.Rotation rotation(Outcome outcome) {
        return outcome.overview().rotation().orElseThrow();
    }

    /** The next three o'clock that is not before a time. */
    private static void nextNight(RotationFixture sync, BootstrapFixture identity, Instant earliest) {
        Instant night = identity.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
        while (night.isBefore(earliest)) {
            night = night.plus(Duration.ofDays(1));
        }
        identity.look();
        sync.watch.advanceTo(night);
        identity.look();
    }
}
