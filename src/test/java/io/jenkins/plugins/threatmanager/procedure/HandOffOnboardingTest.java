package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is set up by hand: Entra and the vault as always, and instructions instead of requests. */
class HandOffOnboardingTest {

    private final EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private Outcome run() throws InterruptedException {
        return new Onboarding(new Places(world.directory(), world.vault(), List.of(), List::of, ProcedureListener.NONE))
                .run(world.request(), world.operation());
    }

    @Test
    void doesItsPartAndSaysWhatToTypeWhere() throws Exception {
        Outcome outcome = run();
        assertThat(outcome.done()).hasSize(16).noneMatch(change -> change.place() == Resource.Place.THREAT_MANAGER);
        assertThat(outcome.overview().byHand())
                .extracting(Instruction::value)
                .contains(world.app().appId(), EngineFixture.DOMAIN, EngineFixture.CREDENTIALS_ID);
        String secret = world.app().secrets().get(0).text();
        assertThat(OverviewTable.lines(outcome.overview()))
                .anyMatch(line -> line.startsWith("To do by hand"))
                .noneMatch(line -> line.contains(secret));
        assertThat(world.threatManager().http().received()).isEmpty();
    }

    @Test
    void aSecondRunChangesNothingAndRepeatsTheInstructions() throws Exception {
        Outcome first = run();
        Outcome second = run();
        assertThat(second.plan().changesNothing()).isTrue();
        assertThat(second.overview().byHand()).isEqualTo(first.overview().byHand());
    }

    @Test
    void aPlanForAnEmptyTenantHasNoInstructionsYet() throws Exception {
        Outcome plan = new Onboarding(
                        new Places(world.directory(), world.vault(), List.of(), List::of, ProcedureListener.NONE))
                .plan(world.request(), world.operation());
        assertThat(plan.overview().byHand()).isEmpty();
        assertThat(plan.plan().remarks()).anyMatch(remark -> remark.contains("set up by hand"));
    }
}
