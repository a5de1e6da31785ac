package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.RotationPlans.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that a person sets up: what they hold is not known until it is confirmed. */
class RotationPlannerHandOffTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @Test
    void byHandTheOlderOneStaysUntilAPersonConfirms() {
        RotationPlannerFixture first =
                with(stored("a", DUE), ours("a", DUE)).byHand("tm-hand").grace("0 days");
        assertPlan(first, RotationPhase.DUE, NEW, KEPT);
        RotationPlannerFixture second = superseded(LONG).byHand("tm-hand").grace("0 days");
        assertPlan(second, RotationPhase.HAND_OFF_PENDING);
        assertRemark(second, "until it is confirmed that 'tm-hand' holds the stored one");
        assertPlan(superseded(LONG).byHand("tm-hand").confirm(), RotationPhase.TO_BE_REMOVED, remove("a"));
    }

    @Test
    void byHandNeitherForceNorTimeMakesAThird() {
        assertObstacle(
                superseded(LONG).byHand("tm-hand").force(),
                ProcedureProblem.HAND_OFF_PENDING,
                "run again with 'confirm'");
        assertObstacle(superseded(DUE).byHand("tm-hand"), ProcedureProblem.HAND_OFF_PENDING, "tm-hand");
    }

    @Test
    void whatAPersonSaidOfTheStoredSecretIsTheirConfirmation() {
        RotationPlannerFixture done = superseded(LONG).byHandDone("tm-hand", "b");
        assertPlan(done, RotationPhase.TO_BE_REMOVED, remove("a"));
        assertRemark(done, "ada said on");
        assertPlan(superseded(LONG).byHandDone("tm-hand", "b").holds("tm-1", "b", HOUR), RotationPhase.IN_GRACE);
    }

    @Test
    void whatAPersonSaidOfAnotherSecretOrServerCountsForNothing() {
        assertPlan(superseded(LONG).byHandDone("tm-hand", "a"), RotationPhase.HAND_OFF_PENDING);
        RotationPlannerFixture two = superseded(LONG).byHandDone("tm-hand", "b").byHand("tm-other");
        assertPlan(two, RotationPhase.HAND_OFF_PENDING);
        assertRemark(two, "until it is confirmed that 'tm-other' holds the stored one");
    }

    /** As with a confirmation: what is there for less than a day may be another run's. */
    @Test
    void whatIsNotStoredGoesOnceAPersonSaidSo() {
        ClientSecret current = made(ours("a", LONG), WEEK);
        ClientSecret unstored = made(ours("l", LONG), TWO_DAYS);
        assertPlan(
                with(stored("a", LONG), current, unstored).byHandDone("tm-hand", "a"),
                RotationPhase.UP_TO_DATE,
                remove("l"));
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
    void byHandWhatIsNotStoredMayBeInUseWhicheverIsNewer() {
        ClientSecret current = made(ours("a", LONG), WEEK);
        for (Duration age : List.of(LONG, TWO_DAYS)) {
            ClientSecret unstored = made(ours("l", LONG), age);
            assertPlan(with(stored("a", LONG), current, unstored).byHand("tm-hand"), RotationPhase.UP_TO_DATE);
            assertPlan(
                    with(stored("a", LONG), current, unstored).byHand("tm-hand").confirm(),
                    RotationPhase.UP_TO_DATE,
                    remove("l"));
        }
    }

    @Test
    void whatIsNotStoredMayBeInUseOnAServerThatIsSetUpByHandAndNotNamed() {
        RotationPlannerFixture situation =
                with(stored("a", LONG), ours("a", LONG), ours("l", LONG)).holds("tm-1", "a", WEEK);
        assertPlan(situation, RotationPhase.UP_TO_DATE, remove("l"));
        situation.othersByHand.add("tm-hand");
        assertPlan(situation, RotationPhase.UP_TO_DATE);
        assertRemark(situation, "the server 'tm-hand' is set up by hand");
        assertObstacle(situation.force(), ProcedureProblem.SECRET_MAY_BE_IN_USE, "run again with 'confirm'");
        RotationPlannerFixture superseded = superseded(LONG).holds("tm-1", "b", WEEK);
        superseded.othersByHand.add("tm-hand");
        assertPlan(superseded, RotationPhase.TO_BE_REMOVED, remove("a"));
    }
}
