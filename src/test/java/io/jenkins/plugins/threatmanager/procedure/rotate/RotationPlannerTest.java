package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.RotationPlans.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a rotation plans for a secret that is good, due, lost or half moved. */
class RotationPlannerTest {

    @Test
    void aGoodSecretStays() {
        assertPlan(
                with(stored("a", LONG), ours("a", LONG), foreign("f")).holds("tm-1", "a", WEEK),
                RotationPhase.UP_TO_DATE);
    }

    @Test
    void aWrongExpiryIsPutRightUnlessANewSecretIsMadeAnyway() {
        String corrected = "correct the expiry of 'contoso-tm' in credentials store of folder security";
        assertPlan(
                with(stored("a", DUE), ours("a", LONG)).holds("tm-1", "a", WEEK), RotationPhase.UP_TO_DATE, corrected);
        assertPlan(
                with(storedAfter("b", DUE, "a", LONG), ours("a", LONG), ours("b", LONG))
                        .holds("tm-1", "b", WEEK),
                RotationPhase.TO_BE_REMOVED,
                corrected,
                remove("a"));
        assertPlan(
                with(storedAfter("b", DUE, "a", LONG), ours("a", LONG), ours("b", LONG))
                        .holds("tm-1", "a", WEEK),
                RotationPhase.TO_BE_MOVED,
                corrected,
                move("tm-1"));
        assertPlan(
                with(stored("a", LONG), ours("a", DUE)).holds("tm-1", "a", WEEK),
                RotationPhase.DUE,
                NEW,
                KEPT,
                move("tm-1"));
    }

    @Test
    void confirmingNothingIsRemarkedOn() {
        assertRemark(with(stored("a", LONG), ours("a", LONG)).byHand("tm-hand").confirm(), "nothing to confirm");
    }

    @Test
    void aDisabledOrMissingSyncIsRemarkedOnAndLeftAlone() {
        RotationPlannerFixture situation = with(stored("a", LONG), ours("a", LONG));
        situation.server("tm-1", true, held("a", WEEK));
        ServerObservation seen = situation.servers.get(0);
        situation.servers.set(
                0,
                new ServerObservation(
                        seen.name(),
                        true,
                        Optional.of(new io.jenkins.plugins.threatmanager.server.ServerSnapshot(
                                seen.snapshot().orElseThrow().profiles(), List.of())),
                        Optional.empty()));
        assertPlan(situation, RotationPhase.UP_TO_DATE);
        assertRemark(situation, "'tm-1' has no Entra ID Sync");
    }

    @Test
    void aDueSecretIsReplacedOnEveryServer() {
        RotationPlannerFixture situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).holds("tm-2", "a", WEEK);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"), move("tm-2"));
        assertThat(situation.plan().changes().get(0).reason()).contains("within 30 days");
    }

    @Test
    void forceMakesOneBeforeItIsDue() {
        RotationPlannerFixture situation = with(stored("a", LONG), ours("a", LONG))
                .holds("tm-1", "a", WEEK)
                .force();
        assertPlan(situation, RotationPhase.UP_TO_DATE, NEW, KEPT, move("tm-1"));
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("asked for with 'force'");
    }

    @Test
    void noneStoredUnknownExpiredAndEditedAreFaults() {
        assertPlan(with(null, ours("a", LONG)).holds("tm-1", "a", WEEK), RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        assertPlan(with(stored("a", LONG)).holds("tm-1", "a", WEEK), RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        Duration ago = Duration.ofDays(-1);
        assertPlan(
                with(stored("a", ago), ours("a", ago)).holds("tm-1", "a", WEEK),
                RotationPhase.DUE,
                NEW,
                KEPT,
                move("tm-1"));
        ClientSecret listed = ours("a", LONG);
        ClientSecret otherHint = new ClientSecret(listed.keyId(), listed.displayName(), "xyz", listed.expires());
        assertPlan(
                with(stored("a", LONG), otherHint).holds("tm-1", "a", WEEK),
                RotationPhase.DUE,
                NEW,
                KEPT,
                move("tm-1"));
    }

    @Test
    void onAFaultTheIdleOlderOneGoesFirstWhateverTheGracePeriod() {
        RotationPlannerFixture situation = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(situation.holds("tm-1", "b", HOUR), RotationPhase.DUE, remove("a"), NEW, KEPT, move("tm-1"));
    }

    @Test
    void onAFaultAnOlderOneThatIsInUseStays() {
        RotationPlannerFixture held = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(held.holds("tm-1", "a", WEEK), RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        RotationPlannerFixture byHand = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(byHand.byHand("tm-hand"), RotationPhase.DUE, NEW, KEPT);
    }

    @Test
    void withoutGracePeriodTheOlderOneGoesInTheSameRun() {
        RotationPlannerFixture situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).grace("0 days");
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"), remove("a"));
    }

    @Test
    void whatWasCreatedAndNeverStoredIsRemoved() {
        assertPlan(
                with(stored("a", LONG), ours("a", LONG), ours("l", LONG), foreign("f"))
                        .holds("tm-1", "a", WEEK),
                RotationPhase.UP_TO_DATE,
                remove("l"));
    }

    @Test
    void aServerThatHoldsAnotherOneGetsTheStoredOneAndThereIsNoThird() {
        RotationPlannerFixture situation =
                superseded(DUE).holds("tm-1", "a", WEEK).holds("tm-2", "b", HOUR);
        assertPlan(situation, RotationPhase.TO_BE_MOVED, move("tm-1"));
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it holds the secret " + key("a"));
        assertRemark(situation, "waits for the next run");
    }

    @Test
    void aServerThatDoesNotSayWhatItHoldsGetsTheStoredOne() {
        RotationPlannerFixture situation = with(stored("a", LONG), ours("a", LONG), ours("l", LONG));
        assertPlan(
                situation.server("tm-1", true, profile("7", PROFILE_NAME, "by hand", CLIENT_ID)),
                RotationPhase.TO_BE_MOVED,
                move("tm-1"));
        assertRemark(situation, key("l") + " is managed but not stored");
    }

    @Test
    void withoutGracePeriodGoingOnRemovesAtOnce() {
        assertPlan(
                superseded(LONG).holds("tm-1", "a", WEEK).grace("0 days"),
                RotationPhase.TO_BE_MOVED,
                move("tm-1"),
                remove("a"));
    }

    @Test
    void forceGoesOnWithAnInterruptedRotationFirst() {
        RotationPlannerFixture situation =
                superseded(LONG).holds("tm-1", "a", WEEK).force();
        assertPlan(situation, RotationPhase.TO_BE_MOVED, move("tm-1"));
        assertRemark(situation, "waits for the next run");
    }

    @Test
    void theAppHasToBeThereAndSwitchedOn() {
        RotationPlannerFixture none = new RotationPlannerFixture().holds("tm-1", "a", WEEK);
        none.tenant.managed = null;
        assertObstacle(none, ProcedureProblem.NO_APP, "Onboard the tenant first");
        RotationPlannerFixture other = with(stored("a", LONG), ours("a", LONG)).holds("tm-1", "a", WEEK);
        StoredSecret stored = other.tenant.stored;
        other.tenant.stored = new StoredSecret(
                stored.credentialsId(), "fabrikam.com", stored.clientId(), stored.current(), stored.previous());
        assertObstacle(other, ProcedureProblem.VAULT_REFUSED, "fabrikam.com");
    }
}
