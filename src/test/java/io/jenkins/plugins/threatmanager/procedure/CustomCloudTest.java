package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant in a cloud of which nothing says what Threat Manager calls it. */
class CustomCloudTest {

    private static OnboardRequest custom(OnboardRequest request) {
        return Requests.in(request, request.domain(), "CUSTOM");
    }

    @Test
    void itIsRefusedBeforeAnythingIsChanged() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            assertThatThrownBy(() ->
                            world.onboarding(ProcedureListener.NONE).run(custom(world.request()), world.operation()))
                    .isInstanceOfSatisfying(ProblemException.class, failure -> {
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
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            List<ServerTarget> server = List.of(new ServerTarget("tm-test", Optional.of(world.server())));
            new Rotation(new Places(world.directory(), world.vault(), server, List::of, ProcedureListener.NONE))
                    .run(
                            new RotationRequest(
                                    custom(world.request(world.request().secret(), Set.of()))
                                            .goal(),
                                    RotationFixture.FORCE),
                            world.operation());
            assertThat(world.threatManager()
                            .console()
                            .profiles()
                            .get(0)
                            .credentials()
                            .get(0)
                            .password())
                    .isEqualTo(world.vault()
                            .find(EngineFixture.CREDENTIALS_ID)
                            .orElseThrow()
                            .text()
                            .reveal());
        }
    }
}
