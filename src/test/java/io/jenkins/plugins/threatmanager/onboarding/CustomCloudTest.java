package io.jenkins.plugins.threatmanager.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant in a cloud of which nothing says what Threat Manager calls it. */
class CustomCloudTest {

    private static OnboardingRequest custom(OnboardingRequest request) {
        return new OnboardingRequest(
                request.tenant(),
                request.domain(),
                "CUSTOM",
                request.controller(),
                request.app(),
                request.secret(),
                request.profileName(),
                request.stages(),
                request.allowances(),
                request.consentWait());
    }

    @Test
    void itIsRefusedBeforeAnythingIsChanged() throws Exception {
        try (Landscape world = new Landscape()) {
            assertThatThrownBy(() -> world.onboarding(Journal.NONE).run(custom(world.request()), world.operation()))
                    .isInstanceOfSatisfying(Failure.class, failure -> {
                        assertThat(failure.problem()).isEqualTo(ServerProblem.CLOUD_NOT_MAPPED);
                        assertThat(failure.cause())
                                .isEqualTo(
                                        "The tenant is in a custom cloud, and nothing says what the server calls it.");
                        assertThat(failure.remedy()).contains("threatManagerCloud of the tenant");
                    });
            assertThat(world.tenant().applications()).containsExactly(world.bootstrap());
            assertThat(world.threatManager().console().profiles()).isEmpty();
        }
    }

    @Test
    void aSyncThatIsThereIsRotatedAllTheSame() throws Exception {
        try (Landscape world = new Landscape()) {
            world.run();
            List<ServerTarget> server = List.of(new ServerTarget("tm-test", Optional.of(world.server())));
            new Rotation(world.directory(), world.vault(), server, List::of, Journal.NONE)
                    .run(
                            custom(world.request(world.request().secret(), Set.of())),
                            RotationWorld.FORCE,
                            world.operation());
            assertThat(world.threatManager()
                            .console()
                            .profiles()
                            .get(0)
                            .credentials()
                            .get(0)
                            .password())
                    .isEqualTo(world.vault()
                            .find(Landscape.CREDENTIALS_ID)
                            .orElseThrow()
                            .text()
                            .reveal());
        }
    }
}
