package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardingTest;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every exchange of an off-boarding, with Entra and with Threat Manager, goes wrong once in every way; the run after it
 * always ends with nothing of ours left and everything else untouched.
 */
class OffboardFaultMatrixTest {

    private static final int MORE_THAN_ALL = 200;

    @ParameterizedTest
    @EnumSource(FaultMatrixTest.Trouble.class)
    void everyExchangeGoesWrongOnce(FaultMatrixTest.Trouble trouble) throws Exception {
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && runWithFaultAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).as("exchanges of an off-boarding").isBetween(20, MORE_THAN_ALL - 1);
    }

    /** @return whether there was such an exchange */
    private static boolean runWithFaultAt(int exchange, FaultMatrixTest.Trouble trouble) throws InterruptedException {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            StandInSecret secret = world.app().secrets().get(0);
            StandInApp bystander = world.tenant().createByHand("Somebody's app");
            ThreatManagerConsole console = world.threatManager().console();
            ThreatManagerConsole.Profile theirs = console.addProfile("fabrikam", "");
            console.addCredential(theirs.id(), "Azure", "fabrikam-client", "fabrikam-secret");
            console.addSync("fabrikam.com", "GLOBAL", theirs.id(), true);

            AtomicInteger count = new AtomicInteger();
            Thread runner = Thread.currentThread();
            Function<StandInRequest, Optional<Fault>> plan = request -> count.incrementAndGet() == exchange
                    ? FaultMatrixTest.faultOf(trouble, request, runner)
                    : Optional.empty();
            faults(world, plan);
            try {
                run(world);
            } catch (ProblemException failure) {
                assertThat(failure.cause()).as("exchange %d", exchange).endsWith(".");
            } catch (InterruptedException e) {
                assertThat(trouble.name()).startsWith("KILLED");
            }
            Thread.interrupted();
            world.audit().assertComplete(trouble + " at exchange " + exchange);
            boolean met = count.get() >= exchange;
            faults(world, request -> Optional.empty());
            String when = trouble + " at exchange " + exchange;
            // Whatever was interrupted: what nobody keeps track of does not work any more.
            if (world.vault().find(EngineFixture.CREDENTIALS_ID).isEmpty()) {
                assertThat(world.tenant().applications())
                        .as(when)
                        .allMatch(app -> !app.secrets().contains(secret));
            }

            run(world);

            assertThat(world.tenant().applications()).as(when).containsExactlyInAnyOrder(world.bootstrap(), bystander);
            assertThat(world.tenant().deletedApplications()).as(when).isEmpty();
            assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID))
                    .as(when)
                    .isEmpty();
            assertThat(console.profiles())
                    .as(when)
                    .extracting(ThreatManagerConsole.Profile::name)
                    .containsExactly("fabrikam");
            assertThat(console.syncs())
                    .as(when)
                    .extracting(ThreatManagerConsole.Sync::tenant)
                    .containsExactly("fabrikam.com");
            assertThat(run(world).done()).as(when).isEmpty();
            assertThat(world.said()).as(when).noneMatch(line -> line.contains(secret.text()));
            return met;
        }
    }

    private static Outcome run(EngineFixture world) throws InterruptedException {
        return new Offboarding(world.places(
                        world.directory(), List.of(OffboardingTest.rest(world)), List::of, ProcedureListener.NONE))
                .run(Requests.offboard(world.request(Allowance.PURGE)), world.operation());
    }

    private static void faults(EngineFixture world, Function<StandInRequest, Optional<Fault>> plan) {
        for (StandInHttp http :
                List.of(world.entra().http(), world.threatManager().http())) {
            http.faults(plan);
        }
    }
}
