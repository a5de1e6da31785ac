package io.jenkins.plugins.threatmanager.procedure.ownership;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.OffboardPlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two controllers, or vault files, of one name: what the one manages is no business of the other. */
class NamesakeTest extends OffboardPlannerFixture {

    private static final Duration LONG = Duration.ofDays(700);

    /** A tenant as the namesake left it, seen by one that has nothing stored yet. */
    @BeforeEach
    void theirs() {
        situation.managed = tagged(
                app(WANTED, WANTED, RotationPlannerFixture.of(NAMESAKE, "a", LONG)),
                AppMarker.tagsFor(List.of(), NAMESAKE));
        situation.profiles.set(0, RotationPlannerFixture.held(NAMESAKE, "a", Duration.ofDays(7)));
        situation.stored = null;
    }

    private static void assertStopped(Plan plan) {
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).isEmpty();
        assertThat(plan.obstacles()).isNotEmpty().allSatisfy(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE);
            assertThat(obstacle.cause())
                    .contains(
                            "the same name, 'jenkins.contoso.com'",
                            "(instance 0c0c0c0c0c0c; this one is 0a0a0a0a0a0a)");
            assertThat(obstacle.remedy()).contains("'adopt'");
        });
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void eachStepStops(Stage stage) {
        situation.stages = EnumSet.of(stage);
        assertStopped(situation.plan());
    }

    @Test
    void onboardingStops() {
        assertStopped(situation.plan());
    }

    @Test
    void rotationStops() {
        RotationPlannerFixture rotation = new RotationPlannerFixture();
        rotation.tenant.managed = situation.managed;
        rotation.tenant.stored = null;
        assertStopped(rotation.holds("tm-1", "a", Duration.ZERO).force().plan());
    }

    @Test
    void rotationStopsAtTheProfileToo() {
        RotationPlannerFixture rotation = RotationPlannerFixture.with(
                stored("b", LONG), ours("b", LONG), RotationPlannerFixture.of(NAMESAKE, "a", LONG));
        rotation.server("tm-1", true, situation.profiles.get(0));
        assertStopped(rotation.plan());
    }

    /** As from an empty vault file: nothing is to be removed. */
    @Test
    void offboardingStops() {
        assertStopped(plan());
    }

    @Test
    void offboardingStopsAtTheProfileToo() {
        situation.managed = app(WANTED, WANTED);
        assertStopped(plan());
    }

    @Test
    void theirSecretsAreNotOurs() {
        assertThat(seen(situation, OURS).ours()).isEmpty();
        assertThat(seen(situation, NAMESAKE).ours()).hasSize(1);
    }

    /** A person may have typed the description without it; then the name decides, and the next run completes it. */
    @Test
    void aProfileWithoutInstanceIsCompleted() {
        PlannerFixture ours = onboarded();
        String description = ours.profiles.get(0).description().replace(" (instance " + OURS.instance() + ")", "");
        ours.profiles.set(0, profile("7", PROFILE_NAME, description, CLIENT_ID));
        assertThat(ours.plan().obstacles()).isEmpty();
        assertThat(ours.plan().changes())
                .extracting(Change::reason)
                .containsExactly("it does not name this controller's instance");
    }

    @Test
    void anAppWithoutInstanceIsCompleted() {
        PlannerFixture ours = onboarded();
        ours.stages = Set.of(Stage.APP);
        List<String> tags = ours.managed.tags().stream()
                .filter(tag -> !tag.contains(OURS.instance()))
                .toList();
        ours.managed = tagged(ours.managed, tags);
        assertThat(ours.plan().changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.UpdateApplication.class,
                        change -> assertThat(change.spec().tags()).contains("jenkins-instance:" + OURS.instance()));
    }

    private static ManagedApp seen(PlannerFixture situation, Controller controller) {
        Trusted trusted = new Trusted(situation.bootstrap, Set.of(), Map.of());
        return ManagedApp.in(situation.directory(), controller, trusted, List.of())
                .orElseThrow();
    }
}
