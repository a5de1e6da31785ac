package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    void whatAPersonSaidEndsTheInstructions() throws Exception {
        Outcome first = run();
        Overview.HandOff asked = first.overview().handOff().orElseThrow();
        assertThat(asked.task()).isEqualTo(DoneByHand.Task.ENTER);
        DoneByHand done = (task, keyId) -> keyId.equals(asked.keyId())
                ? Optional.of(new DoneByHand.Statement("ada", Instant.EPOCH))
                : Optional.empty();
        Outcome second = run(world.request(), done);
        assertThat(second.plan().changesNothing()).isTrue();
        assertThat(second.plan().remarks())
                .contains("ada said on 1970-01-01 00:00 UTC that the stored client secret was entered into Threat"
                        + " Manager.");
        assertThat(second.overview().byHand()).isEmpty();
        assertThat(second.overview().handOff()).isEmpty();

        world.vault().remove(EngineFixture.CREDENTIALS_ID);
        Outcome third = run(world.request(), done);
        assertThat(third.overview().byHand())
                .as("a new secret is not in the console")
                .isNotEmpty();
        assertThat(third.overview().handOff().orElseThrow().keyId()).isNotEqualTo(asked.keyId());
    }

    @Test
    void aConfirmationEndsTheInstructionsOfTheSecretThatIsThere() throws Exception {
        assertThat(run(world.request(Allowance.CONFIRM), DoneByHand.NOTHING)
                        .overview()
                        .byHand())
                .as("nobody can have entered a secret that was just made")
                .isNotEmpty();
        assertThat(run(world.request(Allowance.CONFIRM), DoneByHand.NOTHING)
                        .overview()
                        .byHand())
                .isEmpty();
        assertThat(run().overview().byHand()).isNotEmpty();
    }

    private Outcome run(OnboardRequest request, DoneByHand done) throws InterruptedException {
        ServerTarget byHand = new ServerTarget("tm-hand", Optional.empty()).with(done);
        return new Onboarding(
                        new Places(world.directory(), world.vault(), List.of(byHand), List::of, ProcedureListener.NONE))
                .run(request, world.operation());
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
