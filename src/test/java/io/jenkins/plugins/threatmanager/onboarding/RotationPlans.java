package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.RotationSituation.*;
import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is expected of the plan of a rotation. */
final class RotationPlans {

    static final Duration HOUR = Duration.ofHours(1);

    static final Duration WEEK = Duration.ofDays(7);

    private RotationPlans() {}

    static void assertPlan(RotationSituation situation, RotationPhase phase, String... changes) {
        assertThat(situation.changes()).isEqualTo(List.of(changes));
        assertThat(situation.state().phase()).isEqualTo(phase);
        assertThat(situation.plan().obstacles()).isEmpty();
    }

    static void assertRemark(RotationSituation situation, String part) {
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains(part));
    }

    static void assertObstacle(RotationSituation situation, OnboardingProblem problem, String part) {
        assertThat(situation.plan().changes()).isEmpty();
        assertThat(situation.plan().obstacles()).anySatisfy(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(problem);
            assertThat(obstacle.getMessage()).contains(part);
        });
    }

    static ClientSecret made(ClientSecret secret, Duration ago) {
        return new ClientSecret(
                secret.keyId(), secret.displayName(), secret.hint(), secret.expires(), Optional.of(NOW.minus(ago)));
    }
}
