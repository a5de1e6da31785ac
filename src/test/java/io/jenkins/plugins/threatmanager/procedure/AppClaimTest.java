package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose an app registration is that carries no marker yet, or no longer. */
class AppClaimTest {

    private static final Controller OTHER = PlannerFixture.OTHER;

    private final EngineFixture world = new EngineFixture();
    private final List<String> said = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private StandInApp leftBehind() {
        StandInApp app = world.tenant().createByHand(ProcedureRequest.DEFAULT_APP_NAME);
        world.tenant().nameByHand(app, ProcedureRequest.DEFAULT_UNIQUE_NAME);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        return app;
    }

    /** @param onProgress hears each line when it is said */
    private Outcome run(Consumer<String> onProgress, Allowance... allowances) throws InterruptedException {
        OperationContext operation = OperationContext.begin(
                world.time(),
                world.time(),
                line -> {
                    said.add(line);
                    onProgress.accept(line);
                },
                Duration.ofMinutes(30));
        return new Onboarding(new Places(world.directory(), world.vault(), List.of(), List::of, ProcedureListener.NONE))
                .run(world.request(EnumSet.of(Stage.APP, Stage.SECRET), allowances), operation);
    }

    private void assertManagedByOther(Consumer<String> onProgress, Allowance... allowances) {
        assertThatThrownBy(() -> run(onProgress, allowances))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE);
                    assertThat(failure.cause()).contains(OTHER.name());
                });
        assertThat(world.tenant().issuedSecrets())
                .as("that of the bootstrap identity")
                .hasSize(1);
        assertThat(world.tenant().consented(world.app())).isEmpty();
    }

    /** As another controller does, at the moment when a line is said. */
    private Consumer<String> otherMarksAt(String words) {
        boolean[] done = {false};
        return line -> {
            if (!done[0] && line.contains(words)) {
                done[0] = true;
                try {
                    Application app = world.directory()
                            .observe(
                                    ProcedureRequest.DEFAULT_UNIQUE_NAME,
                                    ProcedureRequest.DEFAULT_APP_NAME,
                                    world.operation())
                            .managed()
                            .orElseThrow();
                    world.directory()
                            .update(
                                    app,
                                    new ApplicationSpec(
                                            app.uniqueName(),
                                            app.displayName(),
                                            AppMarker.tagsFor(app.tags(), OTHER),
                                            app.access()),
                                    world.operation());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Test
    void whatADeadCreatorLeftIsClaimedAfterAWhile() throws Exception {
        leftBehind();

        run(line -> {});

        assertThat(said).contains("waiting 5 s: another run may be creating the app registration");
        assertThat(world.app().tags())
                .containsExactlyElementsOf(AppMarker.tagsFor(List.of(), EngineFixture.CONTROLLER));
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void aCreatorThatIsOnlySlowIsWaitedFor() {
        leftBehind();
        assertManagedByOther(otherMarksAt("another run may be creating"));
        assertThat(world.tenant().principalOf(world.app().appId())).isEmpty();
    }

    @Test
    void aMarkerPutOnAnAppWithAServicePrincipalIsReadBackBeforeAnythingElse() throws Exception {
        world.tenant().createPrincipalByHand(leftBehind());

        run(line -> {});

        assertThat(said.stream().filter(line -> line.startsWith("waiting 15 s: another controller may be marking")))
                .hasSize(2);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void whoseMarkerIsNotReadBackHasLost() {
        world.tenant().createPrincipalByHand(leftBehind());
        assertManagedByOther(otherMarksAt("another controller may be marking"));
    }

    @Test
    void whoHasJustLostTakesNothingOverAlthoughItMay() {
        StandInApp app = world.tenant().createByHand(ProcedureRequest.DEFAULT_APP_NAME);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        world.tenant().createPrincipalByHand(app);
        world.policy = Requests.adoptable(world.policy, app.appId());
        assertManagedByOther(otherMarksAt("another controller may be marking"), Allowance.ADOPT);
    }

    @Test
    void aMarkerTakenAwayByHandIsPutBackAtOnceWhereTheServicePrincipalStillTells() throws Exception {
        run(line -> {});
        world.app().untag();
        said.clear();

        assertThat(run(line -> {}).done()).hasSize(1);

        assertThat(said).noneMatch(line -> line.startsWith("waiting"));
        assertThat(world.app().tags())
                .containsExactlyElementsOf(AppMarker.tagsFor(List.of(), EngineFixture.CONTROLLER));
    }

    @Test
    void aSecretAloneIsNotMadeOnAnotherControllersApp() throws Exception {
        OnboardRequest ours = world.request(EnumSet.of(Stage.SECRET));
        OnboardRequest theirs = Requests.by(ours, OTHER);
        run(line -> {});
        Onboarding other = new Onboarding(
                new Places(world.directory(), new MemoryVault(), List.of(), List::of, ProcedureListener.NONE));

        assertThatThrownBy(() -> other.run(theirs, world.operation()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE));

        assertThat(world.app().secrets()).hasSize(1);
    }
}
