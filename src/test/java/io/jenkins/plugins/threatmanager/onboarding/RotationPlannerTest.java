package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.RotationSituation.*;
import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationPlannerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static void assertPlan(RotationSituation situation, RotationPhase phase, String... changes) {
        assertThat(situation.changes()).isEqualTo(List.of(changes));
        assertThat(situation.state().phase()).isEqualTo(phase);
        assertThat(situation.plan().obstacles()).isEmpty();
    }

    private static void assertRemark(RotationSituation situation, String part) {
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains(part));
    }

    private static void assertObstacle(RotationSituation situation, OnboardingProblem problem, String part) {
        assertThat(situation.plan().changes()).isEmpty();
        assertThat(situation.plan().obstacles()).anySatisfy(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(problem);
            assertThat(obstacle.getMessage()).contains(part);
        });
    }

    private static ClientSecret made(ClientSecret secret, Duration ago) {
        return new ClientSecret(
                secret.keyId(), secret.displayName(), secret.hint(), secret.expires(), Optional.of(NOW.minus(ago)));
    }

    // ---- nothing to do ---------------------------------------------------------------------------------------------

    @Test
    void aGoodSecretStays() {
        assertPlan(
                with(stored("a", LONG), ours("a", LONG), foreign("f")).holds("tm-1", "a", WEEK),
                RotationPhase.UP_TO_DATE);
    }

    @Test
    void confirmingNothingIsRemarkedOn() {
        assertRemark(with(stored("a", LONG), ours("a", LONG)).byHand("tm-hand").confirm(), "nothing to confirm");
    }

    @Test
    void aDisabledOrMissingSyncIsRemarkedOnAndLeftAlone() {
        RotationSituation situation = with(stored("a", LONG), ours("a", LONG));
        situation.server("tm-1", true, held("a", WEEK));
        SeenServer seen = situation.servers.get(0);
        situation.servers.set(
                0,
                new SeenServer(
                        seen.name(),
                        true,
                        Optional.of(new io.jenkins.plugins.threatmanager.server.ServerSnapshot(
                                seen.snapshot().orElseThrow().profiles(), List.of())),
                        Optional.empty()));
        assertPlan(situation, RotationPhase.UP_TO_DATE);
        assertRemark(situation, "'tm-1' has no Entra ID Sync");
    }

    // ---- a new secret ----------------------------------------------------------------------------------------------

    @Test
    void aDueSecretIsReplacedOnEveryServer() {
        RotationSituation situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).holds("tm-2", "a", WEEK);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"), move("tm-2"));
        assertThat(situation.plan().changes().get(0).reason()).contains("within 30 days");
    }

    @Test
    void forceMakesOneBeforeItIsDue() {
        RotationSituation situation = with(stored("a", LONG), ours("a", LONG))
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
        RotationSituation situation = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(situation.holds("tm-1", "b", HOUR), RotationPhase.DUE, remove("a"), NEW, KEPT, move("tm-1"));
    }

    @Test
    void onAFaultAnOlderOneThatIsInUseStays() {
        RotationSituation held = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(held.holds("tm-1", "a", WEEK), RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        RotationSituation byHand = with(storedAfter("b", LONG, "a", LONG), ours("a", LONG));
        assertPlan(byHand.byHand("tm-hand"), RotationPhase.DUE, NEW, KEPT);
    }

    @Test
    void withoutGracePeriodTheOlderOneGoesInTheSameRun() {
        RotationSituation situation =
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

    // ---- going on --------------------------------------------------------------------------------------------------

    @Test
    void aServerThatHoldsAnotherOneGetsTheStoredOneAndThereIsNoThird() {
        RotationSituation situation = superseded(DUE).holds("tm-1", "a", WEEK).holds("tm-2", "b", HOUR);
        assertPlan(situation, RotationPhase.TO_BE_MOVED, move("tm-1"));
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it holds the secret " + key("a"));
        assertRemark(situation, "waits for the next run");
    }

    @Test
    void aServerThatDoesNotSayWhatItHoldsGetsTheStoredOne() {
        RotationSituation situation = with(stored("a", LONG), ours("a", LONG), ours("l", LONG));
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
        RotationSituation situation = superseded(LONG).holds("tm-1", "a", WEEK).force();
        assertPlan(situation, RotationPhase.TO_BE_MOVED, move("tm-1"));
        assertRemark(situation, "waits for the next run");
    }

    // ---- the older one ---------------------------------------------------------------------------------------------

    @Test
    void theOlderOneStaysForTheGracePeriodOfTheServerThatWasMovedLast() {
        RotationSituation situation = superseded(LONG).holds("tm-1", "b", WEEK).holds("tm-2", "b", HOUR);
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
            RotationSituation situation =
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
        RotationSituation due = superseded(DUE).holds("tm-1", "b", HOUR);
        assertPlan(due, RotationPhase.IN_GRACE);
        assertRemark(due, "waits for the next run");
        assertObstacle(
                superseded(LONG).holds("tm-1", "b", HOUR).force(),
                OnboardingProblem.OLDER_SECRET_STAYS,
                "is kept until 2026-11-24 07:00 UTC");
    }

    @Test
    void anExpiredOlderOneIsRemovedAnyway() {
        Duration ago = Duration.ofDays(-1);
        RotationSituation situation = with(storedAfter("b", LONG, "a", ago), ours("a", ago), ours("b", LONG))
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
        RotationSituation situation = with(storedAfter("b", LONG, "a", LONG), ours("b", LONG));
        situation.previousWorks = true;
        situation.holds("tm-1", "b", WEEK);
        assertPlan(situation, RotationPhase.TO_BE_REMOVED);
        assertRemark(situation, "until Entra lists it");
        assertObstacle(situation.force(), OnboardingProblem.OLDER_SECRET_STAYS, "until Entra lists it");
    }

    // ---- other servers ---------------------------------------------------------------------------------------------

    @Test
    void anotherServerWithASecretOfThisCredentialIsMovedAsWell() {
        RotationSituation situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).otherHolds("tm-9", "a", WEEK);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"), move("tm-9"));
        assertThat(situation.plan().changes().get(3).reason()).startsWith("not named, but it holds");
        RotationSituation later = superseded(LONG).holds("tm-1", "b", WEEK).otherHolds("tm-9", "a", WEEK);
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
        RotationSituation unreadable = superseded(LONG).holds("tm-1", "b", WEEK).unreadable("tm-9", false);
        assertPlan(unreadable, RotationPhase.TO_BE_REMOVED);
        assertRemark(unreadable, "because of the server 'tm-9', which could not be read");
        RotationSituation silent =
                superseded(LONG).holds("tm-1", "b", WEEK).server("tm-9", false, profile("8", "by hand", "", CLIENT_ID));
        assertPlan(silent, RotationPhase.TO_BE_REMOVED);
        assertRemark(silent, "'by hand' on 'tm-9'");
        RotationSituation elsewhere =
                superseded(LONG).holds("tm-1", "b", WEEK).server("tm-9", false, held("other", "a", WEEK));
        assertPlan(elsewhere, RotationPhase.TO_BE_REMOVED);
        assertRemark(elsewhere, "the controller 'other' manages");
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
                OnboardingProblem.OLDER_SECRET_STAYS,
                "never more than two");
    }

    // ---- named servers ---------------------------------------------------------------------------------------------

    @Test
    void oneOfTwoNamedServersThatCannotBeReadDoesNotStopTheOther() {
        RotationSituation situation =
                with(stored("a", DUE), ours("a", DUE)).holds("tm-1", "a", WEEK).unreadable("tm-2", true);
        assertPlan(situation, RotationPhase.DUE, NEW, KEPT, move("tm-1"));
        assertRemark(situation, "'tm-2' could not be read");
        RotationSituation alone = with(stored("a", DUE), ours("a", DUE)).unreadable("tm-1", true);
        assertThat(alone.plan().obstacles())
                .extracting(Failure::cause)
                .containsExactly("Server tm-1 cannot be reached.");
    }

    @Test
    void aNamedServerHasToBeOnboarded() {
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE)).server("tm-1", true),
                OnboardingProblem.NO_PROFILE,
                "Onboard the tenant there first");
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE)).server("tm-1", true, held("other", "a", WEEK)),
                OnboardingProblem.MANAGED_ELSEWHERE,
                "'other'");
        assertObstacle(
                with(stored("a", DUE), ours("a", DUE))
                        .server("tm-1", true, profile("8", "one", "", CLIENT_ID), profile("9", "two", "", CLIENT_ID)),
                OnboardingProblem.AMBIGUOUS,
                "one, two");
    }

    @Test
    void aSecondUnmarkedProfileKeepsTheOlderOneAndIsLeftAlone() {
        RotationSituation situation =
                superseded(LONG).server("tm-1", true, profile("8", "by hand", "", CLIENT_ID), held("b", WEEK));
        assertPlan(situation, RotationPhase.TO_BE_REMOVED);
        assertRemark(situation, "'by hand' on 'tm-1'");
    }

    @Test
    void theAppHasToBeThereAndSwitchedOn() {
        RotationSituation none = new RotationSituation().holds("tm-1", "a", WEEK);
        none.tenant.managed = null;
        assertObstacle(none, OnboardingProblem.NO_APP, "Onboard the tenant first");
        RotationSituation other = with(stored("a", LONG), ours("a", LONG)).holds("tm-1", "a", WEEK);
        StoredSecret stored = other.tenant.stored;
        other.tenant.stored = new StoredSecret(
                stored.credentialsId(),
                "fabrikam.com",
                stored.clientId(),
                stored.keyId(),
                stored.text(),
                stored.expires(),
                stored.previous());
        assertObstacle(other, OnboardingProblem.VAULT_REFUSED, "fabrikam.com");
    }

    // ---- by hand ---------------------------------------------------------------------------------------------------

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

    @Test
    void theGracePeriodIsShorterThanTheTimeForRenewal() {
        RotationTerms terms = new RotationTerms(CalendarPeriod.parse("30 days"), false, false);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> terms.requireShorterThan(CalendarPeriod.parse("30 days")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be shorter than renewBefore");
    }
}
