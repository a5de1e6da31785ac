package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three simulated years of the bootstrap identity's own rotation over a lagging Entra, killed every night: at no second is
 * there nothing that signs in, never are more than two secrets alive that this plugin has made, and a stranger's stays.
 */
class BootstrapThreeYearsTest {

    /** How many seeds: {@code -Drotation.seeds=500} for all that is promised. */
    private static final int SEEDS = Integer.getInteger("rotation.seeds", 1);

    /** More than the exchanges of most runs, so that about every other one is killed. */
    private static final int LATEST_KILL = 20;

    private static final Duration YEARS = Duration.ofDays(3 * 365);

    @ParameterizedTest
    @CsvSource({"24 months,2", "90 days,16"})
    void noSecondWithoutAWayIn(String lifetime, int rotations) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (BootstrapFixture world = new BootstrapFixture(lifetime)) {
                world.land.entra().behaviour().lag(Duration.ofSeconds(45)).flappingTokenEndpoint();
                assertThat(years(world, new Random(seed))).isGreaterThanOrEqualTo(rotations);
                assertThat(world.most()).isLessThanOrEqualTo(2);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** @return how many secrets were made */
    private static int years(BootstrapFixture world, Random random) {
        Instant end = world.now().plus(YEARS);
        int made = 0;
        String before = "";
        Instant quietUntil = Instant.MIN;
        while (world.now().isBefore(end)) {
            nextNight(world, quietUntil);
            quietUntil = night(world, random);
            String now = world.kept().map(StoredSecret::keyId).orElse("");
            made += now.equals(before) || now.equals(world.configured.keyId()) ? 0 : 1;
            before = now;
            String when = world.now().toString();
            assertThat(world.lockedOut()).as(when).isEmpty();
            assertThat(world.land.bootstrap().secrets()).as(when).contains(world.foreign);
        }
        return made;
    }

    /** @return until when nothing can happen */
    private static Instant night(BootstrapFixture world, Random random) {
        AtomicInteger left = new AtomicInteger(1 + random.nextInt(LATEST_KILL));
        boolean answered = random.nextBoolean();
        Thread runner = Thread.currentThread();
        world.faults(request -> {
            if (left.decrementAndGet() != 0) {
                return Optional.empty();
            }
            runner.interrupt();
            return Optional.of(answered ? new Fault.ResponseLost() : new Fault.RequestLost());
        });
        Instant quietUntil = Instant.MIN;
        try {
            Outcome outcome = world.rotate(BootstrapFixture.NIGHTLY);
            Overview.Rotation rotation = outcome.overview().rotation().orElseThrow();
            if (outcome.done().isEmpty()
                    && rotation.phase() == RotationPhase.UP_TO_DATE
                    && world.kept().isPresent()) {
                quietUntil = rotation.next().orElseThrow();
            }
        } catch (InterruptedException | ProblemException killed) {
            assertThat(left.get()).as(killed.getMessage()).isLessThanOrEqualTo(0);
        }
        Thread.interrupted();
        world.faults(request -> Optional.empty());
        return quietUntil;
    }

    /** The next three o'clock that is not before a time. */
    private static void nextNight(BootstrapFixture world, Instant earliest) {
        Instant night = world.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
        while (night.isBefore(earliest)) {
            night = night.plus(Duration.ofDays(1));
        }
        world.advanceTo(night);
    }
}
