package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.FaultMatrixTest;
import io.jenkins.plugins.threatmanager.procedure.FaultMatrixTest.Trouble;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every exchange of a rotation of the bootstrap identity goes wrong once in every way, the removal after the grace period
 * included; the runs after it always end in the one wanted state, and at no moment is there no way in.
 */
class BootstrapFaultMatrixTest {

    private static final int MORE_THAN_ALL = 100;

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyExchangeGoesWrongOnce(Trouble trouble) throws Exception {
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && rotateWithFaultAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).as("exchanges of a rotation").isBetween(12, MORE_THAN_ALL - 1);
    }

    /** @return whether there was such an exchange */
    private static boolean rotateWithFaultAt(int exchange, Trouble trouble) throws InterruptedException {
        String when = trouble + " at exchange " + exchange;
        try (BootstrapFixture world = new BootstrapFixture()) {
            AtomicInteger count = new AtomicInteger();
            Thread runner = Thread.currentThread();
            world.faults(request -> count.incrementAndGet() == exchange
                    ? FaultMatrixTest.faultOf(trouble, request, runner)
                    : Optional.empty());
            night(world, BootstrapFixture.FORCE, trouble, when);
            world.pass(Duration.ofDays(2));
            night(world, BootstrapFixture.NIGHTLY, trouble, when);
            boolean met = count.get() >= exchange;
            world.faults(request -> Optional.empty());
            world.pass(Duration.ofDays(31));
            do {
                world.pass(Duration.ofDays(2));
            } while (!world.rotate(BootstrapFixture.NIGHTLY).done().isEmpty());
            assertSettled(world, when);
            return met;
        }
    }

    private static void night(BootstrapFixture world, RotationTerms terms, Trouble trouble, String when) {
        try {
            world.rotate(terms);
        } catch (ProblemException failure) {
            assertThat(failure.cause()).as(when).endsWith(".");
        } catch (InterruptedException e) {
            assertThat(trouble.name()).startsWith("KILLED");
        }
        Thread.interrupted();
        world.land.audit().assertComplete(when);
        assertThat(world.ours()).as(when).hasSizeLessThanOrEqualTo(2);
    }

    private static void assertSettled(BootstrapFixture world, String when) {
        assertThat(world.lockedOut()).as(when).isEmpty();
        StoredSecret kept = world.kept().orElseThrow();
        assertThat(kept.previous()).as(when).isEmpty();
        assertThat(world.land.bootstrap().secrets())
                .as(when)
                .extracting(StandInSecret::keyId)
                .containsExactlyInAnyOrder(kept.keyId(), world.foreign.keyId());
        assertThat(world.ours()).as(when).extracting(StandInSecret::keyId).containsExactly(kept.keyId());
    }
}
