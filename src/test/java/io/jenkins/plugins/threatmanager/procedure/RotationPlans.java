package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is expected of the plan of a rotation. */
public final class RotationPlans {

    public static final Duration HOUR = Duration.ofHours(1);

    public static final Duration WEEK = Duration.ofDays(7);

    private RotationPlans() {}

    public static void assertPlan(RotationPlannerFixture situation, RotationPhase phase, String... changes) {
        assertThat(situation.changes()).isEqualTo(List.of(changes));
        assertThat(situation.state().phase()).isEqualTo(phase);
        assertThat(situation.plan().obstacles()).isEmpty();
    }

    public static void assertRemark(RotationPlannerFixture situation, String part) {
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains(part));
    }

    public static void assertObstacle(RotationPlannerFixture situation, ProcedureProblem problem, String part) {
        assertThat(situation.plan().changes()).isEmpty();
        assertThat(situation.plan().obstacles()).anySatisfy(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(problem);
            assertThat(obstacle.getMessage()).contains(part);
        });
    }

    public static ClientSecret made(ClientSecret secret, Duration ago) {
        return new ClientSecret(
                secret.keyId(), secret.displayName(), secret.hint(), secret.expires(), Optional.of(NOW.minus(ago)));
    }
}
