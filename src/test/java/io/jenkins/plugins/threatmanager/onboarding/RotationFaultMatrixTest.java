package io.jenkins.plugins.threatmanager.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.onboarding.FaultMatrixTest.Trouble;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && runWithFaultAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).as("exchanges of a rotation").isBetween(30, MORE_THAN_ALL - 1);
    }

    /** @return whether there was such an exchange */
    private static boolean runWithFaultAt(int exchange, Trouble trouble) throws InterruptedException {
        try (RotationWorld world = new RotationWorld(2)) {
            String when = trouble + " at exchange " + exchange;
            world.passUntilDue();
            AtomicInteger count = new AtomicInteger();
            Thread runner = Thread.currentThread();
            Function<StandInRequest, Optional<Fault>> plan = request -> count.incrementAndGet() == exchange
                    ? FaultMatrixTest.faultOf(trouble, request, runner)
                    : Optional.empty();
            world.watch.faults(plan);
            night(world, trouble, when);
            world.pass(Duration.ofDays(2));
            night(world, trouble, when);
            boolean met = count.get() >= exchange;
            world.watch.faults(request -> Optional.empty());
            for (int night = 0; night < 3; night++) {
                world.pass(Duration.ofDays(2));
                world.rotate(RotationWorld.NIGHTLY, "tm-1", "tm-2");
            }
            assertSettled(world, when);
            return met;
        }
    }

    private static void night(RotationWorld world, Trouble trouble, String when) {
        try {
            world.rotate(RotationWorld.NIGHTLY, "tm-1", "tm-2");
        } catch (Failure failure) {
            assertThat(failure.cause()).as(when).endsWith(".");
        } catch (InterruptedException e) {
            assertThat(trouble.name()).startsWith("KILLED");
        }
        Thread.interrupted();
        assertThat(world.watch.managed()).as(when).hasSizeLessThanOrEqualTo(2);
    }

    private static void assertSettled(RotationWorld world, String when) throws InterruptedException {
        assertThat(world.watch.lapses()).as(when).isEmpty();
        assertThat(world.isForeignSecretThere()).as(when).isTrue();
        StoredSecret stored = world.stored();
        assertThat(world.watch.managed())
                .as(when)
                .extracting(StandInSecret::keyId)
                .containsExactly(stored.keyId());
        assertThat(stored.expires()).as(when).isAfter(world.land.time().instant().plus(Duration.ofDays(700)));
        assertThat(world.heldBy("tm-1")).as(when).isEqualTo(stored.text().reveal());
        assertThat(world.heldBy("tm-2")).as(when).isEqualTo(stored.text().reveal());
        assertThat(world.rotate(RotationWorld.NIGHTLY, "tm-1", "tm-2").plan().changes())
                .as(when)
                .isEmpty();
    }
}
