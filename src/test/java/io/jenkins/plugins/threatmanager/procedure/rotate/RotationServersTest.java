package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationOnStandIns;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several servers that use the same secret: the older one goes when all of them have moved. */
class RotationServersTest extends RotationOnStandIns {

    @Test
    void allServersAreMovedNamedOrNot() throws Exception {
        world(3);
        world.passUntilDue();
        Outcome outcome = world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertThat(outcome.done()).hasSize(5);
        assertThat(outcome.overview().rotation().orElseThrow().servers())
                .extracting(Overview.Holder::server)
                .containsExactly("tm-1", "tm-2", "tm-3");
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertSettled("tm-1", "tm-2", "tm-3");
    }

    @Test
    void aServerThatRefusesTheNewSecretGetsTheOlderOneBackAndTheOthersKeepTheNewOne() throws Exception {
        world(2);
        String older = world.stored().text().reveal();
        world.passUntilDue();
        world.server("tm-2")
                .console()
                .onTestConnection((tenant, cloud, clientId, secret) ->
                        new ThreatManagerConsole.Result(secret.equals(older), "proxy says no"));

        ProblemException failure = failure(NIGHTLY, "tm-1", "tm-2");

        assertThat(failure.problem()).isEqualTo(ProcedureProblem.CONNECTION_TEST_FAILED);
        assertThat(failure.cause()).contains("tm-2: ", "proxy says no", "No older client secret was removed");
        assertThat(failure.remedy()).contains("holds the older secret");
        assertThat(world.heldBy("tm-2")).isEqualTo(older);
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        failure(NIGHTLY, "tm-1", "tm-2");
        assertThat(world.watch.managed()).hasSize(2);

        world.accept("tm-2");
        assertThat(phase(world.rotate(NIGHTLY, "tm-1", "tm-2"))).isEqualTo(RotationPhase.IN_GRACE);
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertSettled("tm-1", "tm-2");
    }

    @Test
    void nothingIsRemovedWhenAServerDoesNotWorkWithTheNewSecret() throws Exception {
        world(1);
        world.passUntilDue();
        world.rotate(NIGHTLY, "tm-1");
        world.pass(TWO_DAYS);
        world.server("tm-1")
                .console()
                .onTestConnection(
                        (tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no route"));
        assertThat(failure(NIGHTLY, "tm-1").cause()).contains("no route");
        assertThat(world.watch.managed()).hasSize(2);
    }

    @Test
    void aServerThatIsAwayKeepsTheOlderOneAndGetsTheNewOneLater() throws Exception {
        world(2);
        world.passUntilDue();
        world.server("tm-2").http().faults(request -> Optional.of(new Fault.Refused(StandInAnswer.empty(503))));
        failure(NIGHTLY, "tm-1", "tm-2");
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        // As one that is not named it does not even make the run fail, but keeps the older one.
        Outcome outcome = world.rotate(NIGHTLY, "tm-1");
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.plan().remarks()).anyMatch(remark -> remark.contains("tm-2', which could not be read"));
        assertThat(world.watch.managed()).hasSize(2);

        world.server("tm-2").http().faults(request -> Optional.empty());
        world.rotate(NIGHTLY, "tm-1");
        assertThat(world.heldBy("tm-2")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1", "tm-2");
    }

    @Test
    void anotherServerThatThereIsNoConnectingToKeepsTheOlderOne() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        world.pass(TWO_DAYS);
        Rotation rotation = new Rotation(new Places(
                world.land.directory(),
                world.land.vault(),
                world.targets("tm-1"),
                () -> List.of(ServerTarget.ifConnectable("tm-2", () -> {
                    throw new ProblemException(ProcedureProblem.BAD_INPUT, "There is no credential.", "Add it.");
                })),
                ProcedureListener.NONE));
        Outcome outcome = rotation.run(world.request(NIGHTLY), world.operation());
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.plan().remarks()).anyMatch(remark -> remark.contains("tm-2', which could not be read"));
        assertThat(world.watch.managed()).hasSize(2);
    }

    @Test
    void aServerWithoutProfileIsNeverOnboarded() throws Exception {
        world(1);
        world.land.addThreatManager();
        world.passUntilDue();
        Rotation rotation = new Rotation(new Places(
                world.land.directory(),
                world.land.vault(),
                List.of(new ServerTarget(
                        "tm-new", Optional.of(world.land.server("tm-new", world.land.addThreatManager())))),
                List::of,
                ProcedureListener.NONE));
        assertThatThrownBy(() -> rotation.run(world.request(NIGHTLY), world.operation()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.NO_PROFILE));
        assertThat(world.watch.managed()).hasSize(1);
    }
}
