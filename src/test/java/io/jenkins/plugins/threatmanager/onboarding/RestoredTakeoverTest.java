package io.jenkins.plugins.threatmanager.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.remote.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An app registration that another controller's off-boarding has left in the recycle bin. */
class RestoredTakeoverTest {

    private static Outcome run(Landscape world, MemoryVault vault, Allowance... allowances)
            throws InterruptedException {
        OnboardingRequest like = world.request(allowances);
        OnboardingRequest request = new OnboardingRequest(
                like.tenant(),
                like.domain(),
                like.cloud(),
                Situation.OTHER,
                like.app(),
                like.secret(),
                like.profileName(),
                like.stages(),
                like.allowances(),
                like.consentWait());
        return new Onboarding(world.directory(), vault, Optional.of(world.server()), Journal.NONE)
                .run(request, world.operation());
    }

    @Test
    void restoringAndTakingOverIsOneRun() throws Exception {
        try (Landscape world = new Landscape()) {
            world.run();
            new Offboarding(
                            world.directory(),
                            world.vault(),
                            List.of(new ServerTarget("tm-test", Optional.of(world.server()), Optional.empty())),
                            List.of(),
                            Journal.NONE)
                    .run(world.request(), world.operation());
            MemoryVault vault = new MemoryVault();
            assertThatThrownBy(() -> run(world, vault, Allowance.RESTORE))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.problem()).isEqualTo(OnboardingProblem.MANAGED_ELSEWHERE));

            run(world, vault, Allowance.RESTORE, Allowance.ADOPT);

            assertThat(world.app().tags()).contains("jenkins-controller:" + Situation.OTHER.name());
            assertThat(vault.find(Landscape.CREDENTIALS_ID)).isPresent();
            assertThat(run(world, vault).plan().changes()).isEmpty();
        }
    }
}
