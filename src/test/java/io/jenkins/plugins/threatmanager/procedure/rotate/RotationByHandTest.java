package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationOnStandIns;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that a person sets up: two phases, with a confirmation between them. */
class RotationByHandTest extends RotationOnStandIns {

    @Test
    void byHandInTwoPhases() throws Exception {
        world(1);
        clear(world.server("tm-1").console());
        String older = world.stored().keyId();
        world.passUntilDue();
        Outcome first = world.rotate(NIGHTLY, "hand");
        assertThat(first.done()).hasSize(2);
        assertThat(phase(first)).isEqualTo(RotationPhase.HAND_OFF_PENDING);
        assertThat(first.overview().byHand())
                .extracting(Instruction::value)
                .contains(world.land.app().appId(), EngineFixture.CREDENTIALS_ID);

        world.pass(TWO_DAYS);
        Outcome second = world.rotate(NIGHTLY, "hand");
        assertThat(second.done()).isEmpty();
        assertThat(second.overview().byHand()).isEqualTo(first.overview().byHand());
        assertThat(failure(FORCE, "hand").problem()).isEqualTo(ProcedureProblem.HAND_OFF_PENDING);

        int tokens = world.land.entra().tokenRequests();
        Outcome third = world.rotate(CONFIRM, "hand");
        assertThat(third.done()).extracting(Change::what).containsExactly("remove client secret " + older);
        assertThat(world.land.entra().tokenRequests() - tokens).isGreaterThanOrEqualTo(5);
        assertThat(third.overview().byHand()).isEmpty();
        assertThat(world.rotate(CONFIRM, "hand").plan().remarks())
                .anyMatch(remark -> remark.contains("nothing to confirm"));
        assertSettled();
    }

    @Test
    void byHandBesideAServerThatIsNotNamed() throws Exception {
        world(1);
        world.passUntilDue();
        assertThat(world.rotate(NIGHTLY, "hand").done()).hasSize(3).last().isInstanceOf(Change.OnServer.class);
        world.pass(TWO_DAYS);
        assertThat(world.rotate(CONFIRM, "hand").done()).hasSize(1);
        assertSettled("tm-1");
    }

    /** How long it is kept depends on the person: no date holds until they have confirmed. */
    @Test
    void noEndIsNamedForTheOlderSecretWhileAPersonIsWaitedFor() throws Exception {
        world(1);
        clear(world.server("tm-1").console());
        world.passUntilDue();
        for (Outcome outcome : List.of(world.rotate(NIGHTLY, "hand"), world.rotate(NIGHTLY, "hand"))) {
            Overview.Older older =
                    outcome.overview().rotation().orElseThrow().previous().orElseThrow();
            assertThat(older.keptUntil()).isEmpty();
            assertThat(OverviewTable.lines(outcome.overview()))
                    .anyMatch(line -> line.startsWith("Older secret")
                            && line.endsWith("valid until " + UtcFormat.of(older.expires())
                                    + ", kept until the hand-off is confirmed"));
        }
    }

    private static void clear(ThreatManagerConsole console) {
        console.syncs().forEach(sync -> console.deleteSync(sync.id()));
        console.profiles().forEach(profile -> console.deleteProfile(profile.id(), true));
    }
}
