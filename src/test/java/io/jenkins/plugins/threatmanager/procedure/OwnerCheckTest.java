package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A8 of {@code docs/security.md}: of two places that begin at once, the first keeps the secret, and the other gets none. */
class OwnerCheckTest extends OnboardingOnStandIns {

    private static final ProblemException OF_ANOTHER =
            new ProblemException(ProcedureProblem.VAULT_REFUSED, "Another folder keeps the secret.", "Ask it.");

    private final MemoryVault second = new MemoryVault();

    private void keepApart() {
        second.ownedBy(() -> {
            if (world.vault().find(EngineFixture.CREDENTIALS_ID).isPresent()) {
                throw OF_ANOTHER;
            }
        });
    }

    private Onboarding onboarding(SecretVault vault) {
        return new Onboarding(new Places(
                world.directory(),
                vault,
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                ProcedureListener.NONE));
    }

    private OperationContext hearing(Consumer<String> listener) {
        return OperationContext.begin(world.time(), world.time(), listener::accept, Duration.ofHours(1));
    }

    /** Both were let in when nobody kept a secret; the second waits for the lock. */
    @Test
    void theSecondOfTwoFirstRunsGetsNoSecret() throws Exception {
        keepApart();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<ProblemException> refused = new CompletableFuture<>();
        Thread other = new Thread(() -> refused.complete(catchThrowableOfType(
                ProblemException.class,
                () -> onboarding(second).run(world.request(), hearing(line -> {
                    if (line.startsWith("another run is working")) {
                        waits.countDown();
                    }
                })))));

        onboarding(world.vault()).run(world.request(), hearing(line -> {
            if (line.startsWith("done: ") && other.getState() == Thread.State.NEW) {
                other.start();
                await(waits);
            }
        }));

        assertThat(refused.join()).isSameAs(OF_ANOTHER);
        assertThat(second.find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertOnboarded();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The app registration alone is enough: with it another folder could take consents away. */
    @ParameterizedTest
    @EnumSource(Stage.class)
    void noStageChangesAnythingForAnother(Stage stage) throws Exception {
        world.run();
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        world.threatManager()
                .console()
                .deleteSync(world.threatManager().console().syncs().get(0).id());
        MemoryVault refusing = world.vault();
        refusing.ownedBy(() -> {
            throw OF_ANOTHER;
        });
        if (stage == Stage.SECRET) {
            world.tenant()
                    .removeSecretByHand(
                            world.app(), world.app().secrets().get(0).keyId());
        }
        int before = writes();

        assertThatThrownBy(() -> onboarding(refusing).run(world.request(Set.of(stage)), world.operation()))
                .isSameAs(OF_ANOTHER);

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void aRotationIsRefusedToo() throws Exception {
        world.run();
        world.vault().ownedBy(() -> {
            throw OF_ANOTHER;
        });
        int before = writes();
        Places places = new Places(
                world.directory(),
                world.vault(),
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                ProcedureListener.NONE);

        assertThatThrownBy(() -> new Rotation(places)
                        .run(
                                new RotationRequest(world.request().goal(), RotationTerms.DEFAULT.withForce()),
                                world.operation()))
                .isSameAs(OF_ANOTHER);

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void whereNothingIsChangedNobodyIsAsked() throws Exception {
        world.run();
        world.vault().ownedBy(() -> {
            throw OF_ANOTHER;
        });

        assertThat(world.run().done()).isEmpty();
    }

    /** Two servers that the same permissions were asked for, and a run that asks for fewer and names one of them. */
    @Test
    void noConsentIsTakenFromAServerThatIsNotNamed() throws Exception {
        world.run();
        ThreatManagerStandIn more = world.addThreatManager();
        ThreatManagerConsole.Profile profile = more.console().addProfile("by hand", "");
        more.console().addCredential(profile.id(), "Entra ID", world.app().appId(), "secret");
        List<String> fewer = ProcedureRequest.DEFAULT_PERMISSIONS.subList(0, 3);
        OnboardRequest like = world.request(Allowance.REMOVE_EXTRA_PERMISSIONS);
        OnboardRequest request = new OnboardRequest(
                new TenantGoal(
                        like.goal().tenant(),
                        like.controller(),
                        new ProcedureRequest.App(
                                like.app().uniqueName(), like.app().displayName(), fewer),
                        like.goal().secret(),
                        like.goal().profileName(),
                        like.goal().allowances()),
                like.stages(),
                like.consentWait());
        Places places = world.places(
                world.directory(),
                ServerTargets.named(Optional.of(world.server())),
                () -> List.of(new ServerTarget("tm-2", Optional.of(world.server("tm-2", more)), Optional.empty())),
                ProcedureListener.NONE);

        assertThatThrownBy(() -> new Onboarding(places).run(request, world.operation()))
                .hasMessageContaining("the Credential Profile 'by hand' on 'tm-2', a server that was not named");

        assertThat(world.tenant().consented(world.app())).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
        more.console().deleteProfile(profile.id(), true);
        new Onboarding(places).run(request, world.operation());
        assertThat(world.tenant().consented(world.app())).containsExactlyInAnyOrderElementsOf(fewer);
    }
}
