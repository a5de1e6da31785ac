package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An aborted build, or a command that was asked to stop, leaves nothing of no use. */
class StoppedRunTest {

    @Test
    void aSecretThatIsNotStoredYetIsTakenBack() throws Exception {
        try (Landscape world = new Landscape()) {
            OperationContext stopped = OperationContext.begin(
                    world.time(),
                    world.time(),
                    line -> {
                        if (line.startsWith("checking the client secret")) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    Duration.ofMinutes(60));

            assertThatThrownBy(() -> world.onboarding(ProcedureListener.NONE).run(world.request(), stopped))
                    .isInstanceOf(InterruptedException.class);

            assertThat(world.app().secrets()).isEmpty();
            assertThat(world.vault().find(Landscape.CREDENTIALS_ID)).isEmpty();
            world.run();
            assertThat(world.app().secrets()).hasSize(1);
        }
    }
}
