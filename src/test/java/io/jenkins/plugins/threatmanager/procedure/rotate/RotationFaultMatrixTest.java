package io.jenkins.plugins.threatmanager.procedure.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.FaultMatrixTest;
import io.jenkins.plugins.threatmanager.procedure.FaultMatrixTest.Trouble;
import io.jenkins.plugins.threatmanager.procedure.RotationFixture;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every exchange of a rotation on two servers goes wrong once in every way, that of the removal after the grace period
 * included; the runs after it always end in the one wanted state, and at no moment does a server hold a secret that does
 * not work.
 */
class RotationFaultMatrixTest {

    private static final int MORE_THAN_ALL = 200;

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyExchangeGoesWrongOnce(Trouble trouble) throws Exception {
        try (RotationFixture world = new RotationFixture(2)) {
            int exchange = 1;
            while (exchange < MORE_THAN_ALL && rotateWithFaultAt(world, exchange, trouble)) {
                exchange++;
            }
            assertThat(exchange).as("exchanges of a rotation").isBetween(30, MORE_THAN_ALL - 1);
        }
    }

    /** A description must never name the newer secret while the profile holds the older one again. */
    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"RESPONSE_LOST", "KILLED_BEFORE", "KILLED_AFTER"})
    void everyExchangeOfPuttingTheOlderOneBackGoesWrongOnce(Trouble trouble) throws Exception {
        try (RotationFixture world = new RotationFixture(2)) {
            int exchange = 10;
            boolean met = true;
            while (met) {
                world.refuse("tm-1");
                met = rotateWithFaultAt(world, exchange, trouble);
                exchange++;
            }
            assertThat(exchange).as("exchanges of a rotation that is refused").isBetween(35, MORE_THAN_ALL - 1);
        }
    }

    /** @return whether there was such an exchange */
    private static boolean rotateWithFaultAt(RotationFixture world, int exchange, Trouble trouble)
            throws InterruptedException {
        String when = trouble + " at exchange " + exchange;
        AtomicInteger count = new AtomicInteger();
        Thread runner = Thread.currentThread();
        world.watch.faults(request -> count.incrementAndGet() == exchange
                ? FaultMatrixTest.faultOf(trouble, request, runner)
                : Optional.empty());
        night(world, RotationFixture.FORCE, trouble, when);
        world.pass(Duration.ofDays(2));
        night(world, RotationFixture.NIGHTLY, trouble, when);
        boolean met = count.get() >= exchange;
        world.watch.faults(request -> Optional.empty());
        world.accept("tm-1");
        do {
            world.pass(Duration.ofDays(2));
        } while (!world.rotate(RotationFixture.NIGHTLY, "tm-1", "tm-2").done().isEmpty());
        assertSettled(world, when);
        return met;
    }

    private static void night(RotationFixture world, RotationTerms terms, Trouble trouble, String when) {
        try {
            world.rotate(terms, "tm-1", "tm-2");
        } catch (ProblemException failure) {
            assertThat(failure.cause()).as(when).endsWith(".");
        } catch (InterruptedException e) {
            assertThat(trouble.name()).startsWith("KILLED");
        }
        Thread.interrupted();
        world.land.audit().assertComplete(when);
        assertThat(world.watch.managed()).as(when).hasSizeLessThanOrEqualTo(2);
    }

    private static void assertSettled(RotationFixture world, String when) {
        assertThat(world.watch.lapses()).as(when).isEmpty();
        assertThat(world.isForeignSecretThere()).as(when).isTrue();
        StoredSecret stored = world.stored();
        assertThat(stored.previous()).as(when).isEmpty();
        assertThat(world.watch.managed())
                .as(when)
                .extracting(StandInSecret::keyId)
                .containsExactly(stored.keyId());
        assertThat(world.heldBy("tm-1")).as(when).isEqualTo(stored.text().reveal());
        assertThat(world.heldBy("tm-2")).as(when).isEqualTo(stored.text().reveal());
    }
}
