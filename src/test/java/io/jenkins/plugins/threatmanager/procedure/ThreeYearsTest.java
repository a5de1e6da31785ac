package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three simulated years of nightly jobs over a lagging Entra: at no second does Threat Manager hold a secret that does
 * not work, no morning sees more than two managed secrets, none is left over, and nobody else's is touched. Nights on
 * which nothing can happen are left out; that nothing happens on them is a test of its own.
 */
class ThreeYearsTest {

    /** How many seeds: {@code -Drotation.seeds=500} for all that is promised. */
    private static final int SEEDS = Integer.getInteger("rotation.seeds", 1);

    /** More than the exchanges of most runs, so that about every other one is killed. */
    private static final int LATEST_KILL = 40;

    private static final Duration YEARS = Duration.ofDays(3 * 365);

    @ParameterizedTest
    @CsvSource({"24 months,1", "90 days,17"})
    void noLapse(String lifetime, int rotations) throws Exception {
        try (RotationFixture world = world(lifetime)) {
            assertThat(years(world, Optional.empty())).isGreaterThanOrEqualTo(rotations);
            assertThat(world.watch.most()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"24 months", "90 days"})
    void noLapseWhenTheControllerIsKilledEveryNight(String lifetime) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (RotationFixture world = world(lifetime)) {
                years(world, Optional.of(new Random(seed)));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void theNightsThatAreLeftOutAreQuiet() throws Exception {
        try (RotationFixture world = world("42 days")) {
            Instant due = CalendarPeriod.parse("30 days").before(world.stored().expires());
            int nights = 0;
            while (true) {
                nextNight(world, Instant.MIN);
                boolean changed =
                        !world.rotate(RotationFixture.NIGHTLY, "tm-1").done().isEmpty();
                assertThat(changed).isEqualTo(!world.land.time().instant().isBefore(due));
                nights++;
                if (changed) {
                    break;
                }
            }
            assertThat(nights).isBetween(12, 14);
        }
    }

    private static RotationFixture world(String lifetime) throws InterruptedException {
        RotationFixture world = new RotationFixture(1, lifetime, "30 days");
        world.land.entra().behaviour().lag(Duration.ofSeconds(45)).flappingTokenEndpoint();
        return world;
    }

    /** @return how many secrets were made */
    private static int years(RotationFixture world, Optional<Random> kills) throws InterruptedException {
        Instant end = world.land.time().instant().plus(YEARS);
        int made = 0;
        Instant quietUntil = Instant.MIN;
        String before = world.stored().keyId();
        while (world.land.time().instant().isBefore(end)) {
            nextNight(world, quietUntil);
            quietUntil = night(world, kills);
            if (!world.stored().keyId().equals(before)) {
                made++;
                before = world.stored().keyId();
            }
            String when = world.land.time().instant().toString();
            assertThat(world.watch.lapses()).as(when).isEmpty();
            assertThat(world.watch.managed()).as(when).hasSizeBetween(1, 2);
            assertThat(world.isForeignSecretThere()).as(when).isTrue();
        }
        return made;
    }

    /** @return until when nothing can happen */
    private static Instant night(RotationFixture world, Optional<Random> kills) {
        AtomicInteger left = new AtomicInteger(
                kills.map(random -> 1 + random.nextInt(LATEST_KILL)).orElse(-1));
        boolean answered = kills.map(Random::nextBoolean).orElse(false);
        Thread runner = Thread.currentThread();
        world.watch.faults(request -> {
            if (left.decrementAndGet() != 0) {
                return Optional.empty();
            }
            runner.interrupt();
            return Optional.of(answered ? new Fault.ResponseLost() : new Fault.RequestLost());
        });
        Instant quietUntil = Instant.MIN;
        try {
            Outcome outcome = world.rotate(RotationFixture.NIGHTLY, "tm-1");
            assertThat(world.hasNoOrphan()).as("no orphan of an earlier day").isTrue();
            Overview.Rotation rotation = outcome.overview().rotation().orElseThrow();
            if (outcome.done().isEmpty() && rotation.phase() == RotationPhase.UP_TO_DATE) {
                quietUntil = rotation.next().orElseThrow();
            }
        } catch (InterruptedException | ProblemException killed) {
            assertThat(kills).as(killed.getMessage()).isPresent();
        }
        Thread.interrupted();
        world.watch.faults(request -> Optional.empty());
        return quietUntil;
    }

    /** The next three o'clock that is not before a time. */
    private static void nextNight(RotationFixture world, Instant earliest) {
        Instant now = world.land.time().instant();
        Instant night = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
        while (night.isBefore(earliest)) {
            night = night.plus(Duration.ofDays(1));
        }
        world.watch.advanceTo(night);
    }
}
