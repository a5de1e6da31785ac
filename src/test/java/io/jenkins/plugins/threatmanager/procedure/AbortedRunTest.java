package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever aborts a run while the new client secret is proven leaves nothing behind that only time would remove. */
class AbortedRunTest {

    private final EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    /** Aborted at the first wait. */
    private OperationContext aborted() {
        return OperationContext.begin(
                world.time(),
                wait -> {
                    throw new InterruptedException();
                },
                world.said()::add,
                Duration.ofMinutes(60));
    }

    @Test
    void aSecretThatIsNotStoredYetIsTakenBack() throws Exception {
        world.entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));

        assertThatThrownBy(() -> world.onboarding(ProcedureListener.NONE).run(world.request(), aborted()))
                .isInstanceOf(InterruptedException.class);

        assertThat(world.app().secrets()).isEmpty();
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertThat(world.said()).anyMatch(line -> line.startsWith("removed the new client secret"));

        world.entra().behaviour().lag(Duration.ZERO);
        world.run();
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void aRotationKeepsTheSecretThatIsInUse() throws Exception {
        try (RotationFixture rotated = new RotationFixture(1)) {
            String before = rotated.stored().keyId();
            rotated.passUntilDue();
            rotated.land.entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
            OperationContext aborted = OperationContext.begin(
                    rotated.land.time(),
                    wait -> {
                        throw new InterruptedException();
                    },
                    rotated.land.said()::add,
                    Duration.ofMinutes(60));

            assertThatThrownBy(() -> rotated.rotation(rotated.land.directory(), "tm-1")
                            .run(rotated.request(RotationFixture.NIGHTLY), aborted))
                    .isInstanceOf(InterruptedException.class);

            assertThat(rotated.stored().keyId()).isEqualTo(before);
            assertThat(rotated.watch.managed())
                    .singleElement()
                    .satisfies(secret -> assertThat(secret.keyId()).isEqualTo(before));
        }
    }
}
