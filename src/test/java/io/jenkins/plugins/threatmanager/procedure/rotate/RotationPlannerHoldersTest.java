package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.RotationPlans.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import org.junit.jupiter.api.Test;

/** Servers, named or not, that hold one of the secrets or might. */
class RotationPlannerHoldersTest {

    @Test
    void anotherServerWithASecretOfThisCredentialIsMovedAsWell() {
        RotationPlannerFixture situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).otherHolds("tm-9", "a", WEEK);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"), move("tm-9"));
        assertThat(situation.plan().changes().get(3).reason()).startsWith("not named, but it holds");
        RotationPlannerFixture later = superseded(LONG).holds("tm-1", "b", WEEK).otherHolds("tm-9", "a", WEEK);
        assertPlan(later, RotationPhase.TO_BE_MOVED, move("tm-9"));
    }

    @Test
    void anotherCredentialsServerIsNoneOfOurBusiness() {
        assertPlan(
                superseded(LONG).holds("tm-1", "b", WEEK).otherHolds("tm-9", "e", WEEK),
                RotationPhase.TO_BE_REMOVED,
                remove("a"));
    }

    @Test
    void anotherServerThatCannotBeReadOrDoesNotSayKeepsTheOlderOne() {
        RotationPlannerFixture unreadable =
                superseded(LONG).holds("tm-1", "b", WEEK).unreadable("tm-9", false);
        assertPlan(unreadable, RotationPhase.TO_BE_REMOVED);
        assertRemark(unreadable, "because of the server 'tm-9', which could not be read");
        RotationPlannerFixture silent =
                superseded(LONG).holds("tm-1", "b", WEEK).server("tm-9", false, profile("8", "by hand", "", CLIENT_ID));
        assertPlan(silent, RotationPhase.TO_BE_REMOVED);
        assertRemark(silent, "'by hand' on 'tm-9'");
        RotationPlannerFixture elsewhere =
                superseded(LONG).holds("tm-1", "b", WEEK).server("tm-9", false, held(OTHER, "a", WEEK));
        assertPlan(elsewhere, RotationPhase.TO_BE_REMOVED);
        assertRemark(elsewhere, "the controller 'other.contoso.com' manages");
    }

    @Test
    void itDoesNotStopARotation() {
        assertPlan(
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).unreadable("tm-9", false),
                RotationPhase.DUE,
                NEW,
                KEPT,
                move("tm-1"));
        assertObstacle(
                superseded(DUE).holds("tm-1", "b", WEEK).unreadable("tm-9", false),
                ProcedureProblem.OLDER_SECRET_STAYS,
                "never more than two");
    }

    @Test
    void oneOfTwoNamedServersThatCannotBeReadDoesNotStopTheOther() {
        RotationPlannerFixture situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).unreadable("tm-2", true);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        assertRemark(situation, "'tm-2' could not be read");
        RotationPlannerFixture alone = with(stored("a", DUE), ours("a", DUE)).unreadable("tm-1", true);
        assertThat(alone.plan().obstacles())
                .extracting(ProblemException::cause)
                .containsExactly("Server tm-1 cannot be reached.");
    }

    @Test
    void aNamedServerHasToBeOnboarded() {
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE)).server("tm-1", true),
                ProcedureProblem.NO_PROFILE,
                "Onboard the tenant there first");
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE)).server("tm-1", true, held(OTHER, "a", WEEK)),
                ProcedureProblem.MANAGED_ELSEWHERE,
                "'other.contoso.com'");
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE))
                        .server("tm-1", true, profile("8", "one", "", CLIENT_ID), profile("9", "two", "", CLIENT_ID)),
                ProcedureProblem.AMBIGUOUS,
                "one, two");
    }

    @Test
    void aSecondUnmarkedProfileKeepsTheOlderOneAndIsLeftAlone() {
        RotationPlannerFixture situation =
                superseded(LONG).server("tm-1", true, profile("8", "by hand", "", CLIENT_ID), held("b", WEEK));
        assertPlan(situation, RotationPhase.TO_BE_REMOVED);
        assertRemark(situation, "'by hand' on 'tm-1'");
    }
}
