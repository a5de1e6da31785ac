package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An app registration that another controller's off-boarding has left in the recycle bin. */
class RestoredTakeoverTest {

    private static Outcome run(EngineFixture world, MemoryVault vault, Allowance... allowances)
            throws InterruptedException {
        OnboardRequest like = world.request(allowances);
        OnboardRequest request = Requests.by(like, PlannerFixture.OTHER);
        return new Onboarding(new Places(
                        world.directory(),
                        vault,
                        ServerTargets.named(Optional.of(world.server())),
                        List::of,
                        ProcedureListener.NONE))
                .run(request, world.operation());
    }

    @Test
    void restoringAndTakingOverIsOneRun() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            new Offboarding(new Places(
                            world.directory(),
                            world.vault(),
                            List.of(new ServerTarget("tm-test", Optional.of(world.server()), Optional.empty())),
                            List::of,
                            ProcedureListener.NONE))
                    .run(Requests.offboard(world.request()), world.operation());
            MemoryVault vault = new MemoryVault();
            assertThatThrownBy(() -> run(world, vault, Allowance.RESTORE))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE));

            run(world, vault, Allowance.RESTORE, Allowance.ADOPT);

            assertThat(world.app().tags()).contains("jenkins-controller:" + PlannerFixture.OTHER.name());
            assertThat(vault.find(EngineFixture.CREDENTIALS_ID)).isPresent();
            assertThat(run(world, vault).plan().changes()).isEmpty();
        }
    }
}
