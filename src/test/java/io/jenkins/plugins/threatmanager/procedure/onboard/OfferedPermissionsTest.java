package io.jenkins.plugins.threatmanager.procedure.onboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Permissions that a cloud does not offer: those that are new in a version of Threat Manager, and others. */
class OfferedPermissionsTest {

    private static Plan plan(String... permissions) {
        PlannerFixture situation = onboarded();
        return OnboardPlanner.plan(
                Requests.of(situation.request(), List.of(permissions)),
                situation.observed(Optional.empty()),
                WANTED,
                List.of(),
                PermissionCheck.Consents.BY_A_PERSON);
    }

    @Test
    void oneThatIsNewInAVersionIsRemarkedOn() {
        Plan plan = plan("User.Read.All", "Group.Read.All", "AgentIdentity.Read.All", "IdentityRiskyAgent.Read.All");

        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.remarks())
                .contains("This cloud does not offer AgentIdentity.Read.All, IdentityRiskyAgent.Read.All yet, which"
                        + " Threat Manager can do without: run again once it does.");
    }

    @Test
    void anyOtherIsAnError() {
        assertThat(plan("User.Read.All", "Device.Read.All", "AgentIdentity.Read.All")
                        .obstacles())
                .singleElement()
                .satisfies(obstacle -> {
                    assertThat(obstacle.problem()).isEqualTo(EntraProblem.PERMISSION_NOT_OFFERED);
                    assertThat(obstacle.cause()).contains("Device.Read.All").doesNotContain("AgentIdentity");
                });
    }
}
