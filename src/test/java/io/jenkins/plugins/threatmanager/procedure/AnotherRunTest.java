package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes that share a name and a vault, whose locks do not meet: neither takes the other's secret for a lost one. */
class AnotherRunTest {

    private final EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private Onboarding engine() {
        return new Onboarding(new Places(
                world.directory(),
                world.vault(),
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                new Locks(),
                ProcedureListener.NONE));
    }

    private Outcome storeSecret() throws InterruptedException {
        return engine().run(world.request(EnumSet.of(Stage.SECRET)), world.operation());
    }

    @Test
    void aSecretThatAnotherRunIsAboutToStoreIsNotRemoved() throws Exception {
        world.run();
        world.vault().clear();
        StandInSecret[] theirs = new StandInSecret[1];
        world.vault().beforeStoring(() -> {
            theirs[0] = world.app().secrets().get(1);
            assertThatThrownBy(this::storeSecret)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.ANOTHER_RUN));
        });
        storeSecret();
        assertThat(world.app().secrets()).contains(theirs[0]);
        assertThat(world.vault()
                        .find(EngineFixture.CREDENTIALS_ID)
                        .orElseThrow()
                        .keyId())
                .isEqualTo(theirs[0].keyId());
    }

    @Test
    void whatAnotherRunHasStoredMeanwhileIsNotOverwritten() throws Exception {
        world.onboarding(ProcedureListener.NONE).run(world.request(EnumSet.of(Stage.APP)), world.operation());
        world.vault().beforeStoring(() -> storeSecret());
        assertThatThrownBy(this::storeSecret).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.ANOTHER_RUN);
            assertThat(failure.cause()).contains("keeps the client secret " + stored().keyId());
        });
        assertThat(world.app().secrets()).extracting(StandInSecret::keyId).containsExactly(stored().keyId());
    }

    @Test
    void theDayIsOneOfEntrasClock() throws Exception {
        world.run();
        StandInSecret unstored = world.tenant()
                .addSecretByHand(
                        world.app(),
                        new SecretMarker(EngineFixture.CONTROLLER, "memory", EngineFixture.CREDENTIALS_ID)
                                .freshNames()
                                .get(),
                        world.time().instant().plus(Duration.ofDays(500)));
        Clock ahead = Clock.offset(world.time(), Duration.ofDays(3));
        engine().run(world.request(), OperationContext.begin(ahead, world.time(), line -> {}, Duration.ofMinutes(60)));
        assertThat(world.app().secrets()).contains(unstored);
        world.time().advance(Duration.ofDays(1));
        Clock behind = Clock.offset(world.time(), Duration.ofDays(-3));
        engine().run(world.request(), OperationContext.begin(behind, world.time(), line -> {}, Duration.ofMinutes(60)));
        assertThat(world.app().secrets()).doesNotContain(unstored).hasSize(1);
    }

    private StoredSecret stored() {
        return world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
    }
}
