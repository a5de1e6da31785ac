package io.jenkins.plugins.threatmanager.procedure.offboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Off-boarding from a server that is set up by hand: nothing is removed before a person has done their part. */
class OffboardingByHandTest {

    private final EngineFixture world = new EngineFixture();
    private final List<Overview> overviews = new ArrayList<>();
    private final ProcedureListener journal = new ProcedureListener() {
        @Override
        public void overview(Overview overview) {
            overviews.add(overview);
        }
    };

    @BeforeEach
    void onboardByHand() throws InterruptedException {
        new Onboarding(new Places(world.directory(), world.vault(), List.of(), List::of, ProcedureListener.NONE))
                .run(world.request(), world.operation());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Offboarding offboarding() {
        List<ServerTarget> byHand = List.of(new ServerTarget("tm-hand", Optional.empty()));
        return new Offboarding(new Places(world.directory(), world.vault(), byHand, List::of, journal));
    }

    private OffboardRequest request(Allowance... allowances) {
        return Requests.offboard(world.request(allowances));
    }

    @Test
    void nothingIsRemovedUntilAPersonConfirms() throws Exception {
        assertThatThrownBy(() -> offboarding().run(request(), world.operation()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(ProcedureProblem.BY_HAND_FIRST);
                    assertThat(failure.cause()).contains("tm-hand");
                    assertThat(failure.remedy()).contains("confirm");
                });

        assertThat(overviews.get(0).byHand())
                .extracting(Instruction::field)
                .filteredOn("Delete"::equals)
                .hasSize(2);
        assertThat(OverviewTable.lines(overviews.get(0))).anyMatch(line -> line.startsWith("To do by hand"));
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isPresent();
        assertThat(world.app().secrets()).hasSize(1);

        Outcome confirmed = offboarding().run(request(Allowance.CONFIRM), world.operation());
        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertThat(world.threatManager().console().profiles()).isEmpty();
        assertThat(world.threatManager().console().syncs()).isEmpty();
        assertThat(confirmed.done()).first().isInstanceOf(Change.RemoveByHand.class);
        assertThat(confirmed.overview().byHand()).isEmpty();

        assertThat(offboarding().run(request(), world.operation()).plan().changesNothing())
                .isTrue();
    }

    @Test
    void whatAPersonSaidOfTheStoredSecretIsTheirConfirmation() throws Exception {
        String stored =
                world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow().keyId();
        assertThatThrownBy(() -> said(DoneByHand.Task.REMOVE, "another").run(request(), world.operation()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> said(DoneByHand.Task.ENTER, stored).run(request(), world.operation()))
                .as("that it was entered does not say that it was removed")
                .isInstanceOf(ProblemException.class);
        assertThat(overviews.get(1).handOff())
                .contains(new Overview.HandOff(DoneByHand.Task.REMOVE, stored, List.of("tm-hand")));
        said(DoneByHand.Task.REMOVE, stored).run(request(), world.operation());
        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
    }

    private Offboarding said(DoneByHand.Task of, String key) {
        ServerTarget byHand = new ServerTarget("tm-hand", Optional.empty())
                .with((task, keyId) -> task == of && keyId.equals(key)
                        ? Optional.of(new DoneByHand.Statement("ada", Instant.EPOCH))
                        : Optional.empty());
        return new Offboarding(new Places(world.directory(), world.vault(), List.of(byHand), List::of, journal));
    }

    @Test
    void aPlanSaysWhatIsToBeDoneByHandAndIsNoFailure() throws Exception {
        Outcome plan = offboarding().plan(request(), world.operation());
        assertThat(plan.plan().obstacles()).isEmpty();
        assertThat(plan.plan().changes()).hasSize(16);
        assertThat(plan.overview().byHand()).hasSize(6);
    }
}
