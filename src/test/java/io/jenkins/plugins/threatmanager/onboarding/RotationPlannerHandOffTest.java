package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.RotationPlans.*;
import static io.jenkins.plugins.threatmanager.onboarding.RotationSituation.*;
import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import org.junit.jupiter.api.Test;

/** Servers that a person sets up: what they hold is not known until it is confirmed. */
class RotationPlannerHandOffTest {

    @Test
    void byHandTheOlderOneStaysUntilAPersonConfirms() {
        RotationSituation first =
                with(stored("a", DUE), ours("a", DUE)).byHand("tm-hand").grace("0 days");
        assertPlan(first, RotationPhase.DUE, NEW, KEPT);
        RotationSituation second = superseded(LONG).byHand("tm-hand").grace("0 days");
        assertPlan(second, RotationPhase.HAND_OFF_PENDING);
        assertRemark(second, "until it is confirmed that 'tm-hand' holds the stored one");
        assertPlan(superseded(LONG).byHand("tm-hand").confirm(), RotationPhase.TO_BE_REMOVED, remove("a"));
    }

    @Test
    void byHandNeitherForceNorTimeMakesAThird() {
        assertObstacle(
                superseded(LONG).byHand("tm-hand").force(),
                OnboardingProblem.HAND_OFF_PENDING,
                "run again with 'confirm'");
        assertObstacle(superseded(DUE).byHand("tm-hand"), OnboardingProblem.HAND_OFF_PENDING, "tm-hand");
    }

    @Test
    void aConfirmationCountsForThePersonAndTheGracePeriodForTheServersBeside() {
        assertPlan(superseded(LONG).byHand("tm-hand").holds("tm-1", "b", HOUR).confirm(), RotationPhase.IN_GRACE);
        assertPlan(
                superseded(LONG).byHand("tm-hand").holds("tm-1", "b", WEEK).confirm(),
                RotationPhase.TO_BE_REMOVED,
                remove("a"));
    }

    @Test
    void byHandALostOneThatIsOlderThanTheStoredOneMightBeInUse() {
        ClientSecret current = made(ours("a", LONG), WEEK);
        assertPlan(
                with(stored("a", LONG), current, made(ours("l", LONG), LONG)).byHand("tm-hand"),
                RotationPhase.UP_TO_DATE);
        assertPlan(
                with(stored("a", LONG), current, made(ours("l", LONG), HOUR)).byHand("tm-hand"),
                RotationPhase.UP_TO_DATE,
                remove("l"));
    }
}
