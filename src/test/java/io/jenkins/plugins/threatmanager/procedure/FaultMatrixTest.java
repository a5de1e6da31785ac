package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every exchange of an onboarding, with Entra and with Threat Manager, goes wrong once in every way; the run after it
 * always works, and one a day later ends in the one wanted state.
 */
public class FaultMatrixTest {

    /** More than the exchanges of an onboarding; the matrix ends earlier, with the first run that meets no fault. */
    private static final int MORE_THAN_ALL = 200;

    /** What goes wrong with an exchange. */
    public enum Trouble {
        REQUEST_LOST(request -> new Fault.RequestLost()),
        RESPONSE_LOST(request -> new Fault.ResponseLost()),
        SERVER_ERROR(request -> new Fault.Refused(StandInAnswer.empty(500))),
        DONE_BUT_GATEWAY_TIMEOUT(request -> new Fault.DoneButRefused(StandInAnswer.empty(504))),
        THROTTLED(request -> new Fault.Refused(StandInAnswer.empty(429))),
        /** The process dies with the request under way: the thread that would go on is interrupted. */
        KILLED_BEFORE(null),
        KILLED_AFTER(null);

        private final Function<StandInRequest, Fault> fault;

        Trouble(Function<StandInRequest, Fault> fault) {
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyExchangeGoesWrongOnce(Trouble trouble) throws Exception {
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && runWithFaultAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).as("exchanges of an onboarding").isBetween(20, MORE_THAN_ALL - 1);
    }

    /** @return whether there was such an exchange */
    private static boolean runWithFaultAt(int exchange, Trouble trouble) throws InterruptedException {
        try (EngineFixture world = new EngineFixture()) {
            AtomicInteger count = new AtomicInteger();
            Thread runner = Thread.currentThread();
            Function<StandInRequest, Optional<Fault>> plan = request ->
                    count.incrementAndGet() == exchange ? faultOf(trouble, request, runner) : Optional.empty();
            for (StandInHttp http :
                    List.of(world.entra().http(), world.threatManager().http())) {
                http.faults(plan);
            }
            try {
                world.run();
            } catch (ProblemException failure) {
                assertThat(failure.cause()).as("exchange %d", exchange).endsWith(".");
            } catch (InterruptedException e) {
                assertThat(trouble.name()).startsWith("KILLED");
            }
            Thread.interrupted();
            world.audit().assertComplete(trouble + " at exchange " + exchange);
            boolean met = count.get() >= exchange;
            for (StandInHttp http :
                    List.of(world.entra().http(), world.threatManager().http())) {
                http.faults(request -> Optional.empty());
            }
            world.run();
            String when = trouble + " at exchange " + exchange;
            // What was made and not stored may be another run's: beside it one is made, and no third, until a day
            // later.
            assertThat(world.app().secrets()).as(when).hasSizeLessThanOrEqualTo(2);
            world.time().advance(Duration.ofDays(1));
            world.run();
            assertConverged(world, when);
            return met;
        }
    }

    public static Optional<Fault> faultOf(Trouble trouble, StandInRequest request, Thread runner) {
        if (trouble.fault != null) {
            return Optional.of(trouble.fault.apply(request));
        }
        runner.interrupt();
        return Optional.of(trouble == Trouble.KILLED_BEFORE ? new Fault.RequestLost() : new Fault.ResponseLost());
    }

    private static void assertConverged(EngineFixture world, String when) throws InterruptedException {
        assertThat(world.tenant().applications()).as(when).hasSize(2);
        assertThat(world.tenant().consented(world.app())).as(when).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
        List<StandInSecret> secrets = world.app().secrets();
        assertThat(secrets).as(when).hasSize(1);
        StoredSecret stored = world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
        assertThat(stored.text().reveal()).as(when).isEqualTo(secrets.get(0).text());
        assertThat(world.threatManager().console().profiles()).as(when).hasSize(1);
        assertThat(world.threatManager()
                        .console()
                        .profiles()
                        .get(0)
                        .credentials()
                        .get(0)
                        .password())
                .as(when)
                .isEqualTo(secrets.get(0).text());
        assertThat(world.threatManager().console().syncs()).as(when).hasSize(1);
        assertThat(world.run().done()).as(when).isEmpty();
        assertThat(world.said())
                .as(when)
                .noneMatch(line -> line.contains(secrets.get(0).text()));
    }
}
