package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.RotationPlans.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the older secret goes. */
class RotationPlannerGraceTest {

    @Test
    void theOlderOneStaysForTheGracePeriodOfTheServerThatWasMovedLast() {
        RotationPlannerFixture situation =
                superseded(LONG).holds("tm-1", "b", WEEK).holds("tm-2", "b", HOUR);
        assertPlan(situation, RotationPhase.IN_GRACE);
        assertRemark(situation, "The older client secret " + key("a") + " is kept until 2026-11-24 07:00 UTC.");
    }

    @Test
    void afterTheGracePeriodItGoes() {
        assertPlan(superseded(LONG).holds("tm-1", "b", WEEK), RotationPhase.TO_BE_REMOVED, remove("a"));
    }

    @Test
    void aMarkerWithoutTimeCountsFromTheCreationOfTheSecret() {
        for (Duration age : List.of(HOUR, WEEK)) {
            RotationPlannerFixture situation =
                    with(storedAfter("b", LONG, "a", LONG), ours("a", LONG), made(ours("b", LONG), age));
            situation.server("tm-1", true, ourProfile("b"));
            assertThat(situation.changes()).isEqualTo(age == HOUR ? List.of() : List.of(remove("a")));
        }
    }

    @Test
    void whenDueTheOlderOneGoesFirst() {
        assertPlan(superseded(DUE).holds("tm-1", "b", WEEK), RotationPhase.DUE, remove("a"), NEW, KEPT, move("tm-1"));
    }

    @Test
    void whatIsDueWaitsForTheGracePeriodAndWhatIsForcedSaysSo() {
        RotationPlannerFixture due = superseded(DUE).holds("tm-1", "b", HOUR);
        assertPlan(due, RotationPhase.IN_GRACE);
        assertRemark(due, "waits for the next run");
        assertObstacle(
                superseded(LONG).holds("tm-1", "b", HOUR).force(),
                ProcedureProblem.OLDER_SECRET_STAYS,
                "is kept until 2026-11-24 07:00 UTC");
    }

    @Test
    void anExpiredOlderOneIsRemovedAnyway() {
        Duration ago = Duration.ofDays(-1);
        RotationPlannerFixture situation = with(storedAfter("b", LONG, "a", ago), ours("a", ago), ours("b", LONG))
                .byHand("tm-hand");
        assertPlan(situation, RotationPhase.UP_TO_DATE, remove("a"));
    }

    @Test
    void aTextWhoseSecretIsGoneIsForgotten() {
        assertPlan(
                with(storedAfter("b", LONG, "a", LONG), ours("b", LONG)).holds("tm-1", "b", HOUR),
                RotationPhase.UP_TO_DATE,
                "forget older client secret " + key("a") + " in 'contoso-tm'");
    }

    @Test
    void anUnlistedOlderOneThatWorksIsAliveAndCannotBeRemovedYet() {
        RotationPlannerFixture situation = with(storedAfter("b", LONG, "a", LONG), ours("b", LONG));
        situation.previousWorks = true;
        situation.holds("tm-1", "b", WEEK);
        assertPlan(situation, RotationPhase.TO_BE_REMOVED);
        assertRemark(situation, "until Entra lists it");
        assertObstacle(situation.force(), ProcedureProblem.OLDER_SECRET_STAYS, "until Entra lists it");
    }

    @Test
    void theGracePeriodIsShorterThanTheTimeForRenewal() {
        RotationTerms terms = RotationTerms.DEFAULT.withGracePeriod(CalendarPeriod.parse("30 days"));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> terms.requireShorterThan(CalendarPeriod.parse("30 days")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be shorter than renewBefore");
    }
}
