package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.rotate.RotationPlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.OffboardPlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What becomes of the client secrets of the controller from which a tenant was taken over. */
class TakeoverPlannerTest {

    private static final Duration WEEK = Duration.ofDays(7);

    /** Taken over a week ago: "b" is ours, stored and in use, "a" is what the controller before left. */
    private static RotationPlannerFixture takenOver() {
        return with(stored("b", LONG), ours("b", LONG), of(OTHER, "a", LONG));
    }

    private static RotationPlannerFixture asked(RotationPlannerFixture situation) {
        situation.tenant.allowances = EnumSet.of(Allowance.ADOPT);
        return situation;
    }

    private static void assertLeft(RotationPlannerFixture situation, String... words) {
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.plan().obstacles()).isEmpty();
        assertThat(situation.plan().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.resource()).isEqualTo(Resource.CLIENT_SECRET);
            assertThat(finding.sentence())
                    .contains(key("a"), "'other.contoso.com'")
                    .contains(words);
        });
    }

    @Test
    void isReportedUntilSomebodyAsks() {
        assertLeft(takenOver().holds("tm-1", "b", WEEK), "'adopt'");
        assertThat(asked(takenOver().holds("tm-1", "b", WEEK)).changes()).containsExactly(remove("a"));
    }

    @Test
    void onboardingReportsIt() {
        PlannerFixture onboarding = onboarded();
        onboarding.managed = app(WANTED, WANTED, ours("a", LONG), of(OTHER, "c", LONG));
        assertThat(onboarding.plan().changes()).isEmpty();
        assertThat(onboarding.plan().findings())
                .extracting(Plan.Finding::sentence)
                .singleElement()
                .asString()
                .contains(key("c"), "'other.contoso.com'", "'adopt'");
        onboarding.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(onboarding.plan().changes()).isEmpty();
    }

    @Test
    void staysWhileAnyServerNamesIt() {
        assertLeft(
                asked(takenOver().holds("tm-1", "b", WEEK)).server("tm-2", false, held(OTHER, "a", WEEK)),
                "a Credential Profile names it");
    }

    @Test
    void staysWhileAServerMightHoldIt() {
        assertLeft(
                asked(takenOver().holds("tm-1", "b", WEEK)).unreadable("tm-2", false), "'tm-2'", "could not be read");
        assertLeft(
                asked(takenOver().holds("tm-1", "b", WEEK))
                        .server("tm-2", false, profile("8", "by hand", "", CLIENT_ID)),
                "'by hand'",
                "does not say");
    }

    @Test
    void staysWhileAServerIsToBeMoved() {
        RotationPlannerFixture situation = asked(takenOver().holds("tm-1", "a", WEEK));
        assertThat(situation.changes()).containsExactly(move("tm-1"));
    }

    @Test
    void staysWhileThereIsNoSecretOfOurs() {
        RotationPlannerFixture situation =
                asked(with(null, of(OTHER, "a", LONG)).holds("tm-1", "a", WEEK));
        assertThat(situation.changes()).containsExactly(NEW, KEPT, move("tm-1"));
    }

    @Test
    void staysDuringTheGracePeriod() {
        assertLeft(asked(takenOver().holds("tm-1", "b", Duration.ofHours(2))), "grace period");
        assertThat(asked(takenOver().holds("tm-1", "b", Duration.ofHours(2)).grace("0 days"))
                        .changes())
                .containsExactly(remove("a"));
    }

    @Test
    void staysUntilAPersonConfirmsWhatIsSetUpByHand() {
        assertLeft(asked(takenOver().byHand("tm-1")), "confirmed", "'tm-1'");
        RotationPlannerFixture confirmed = asked(takenOver().byHand("tm-1")).confirm();
        assertThat(confirmed.changes()).containsExactly(remove("a"));
        assertThat(confirmed.plan().remarks()).noneMatch(remark -> remark.contains("nothing to confirm"));
    }

    @Test
    void whatExpiredIsNoFinding() {
        RotationPlannerFixture situation = with(stored("b", LONG), ours("b", LONG), of(OTHER, "a", WEEK.negated()))
                .holds("tm-1", "b", WEEK);
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.plan().findings()).isEmpty();
    }

    /** A controller with a new name, or built again with its credentials restored, goes on with what it has. */
    @Test
    void aSecretThatIsKeptIsOurs() {
        RotationPlannerFixture situation =
                with(stored("a", LONG), of(NAMESAKE, "a", LONG)).holds("tm-1", "a", WEEK);
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.plan().findings()).isEmpty();

        RotationPlannerFixture later = with(storedAfter("b", LONG, "a", LONG), of(NAMESAKE, "a", LONG), ours("b", LONG))
                .holds("tm-1", "b", WEEK);
        assertThat(later.plan().findings()).isEmpty();
        assertThat(later.changes()).containsExactly(remove("a"));
    }

    /** Else whoever edits a credential could have another folder's secret removed. */
    @Test
    void aSecretOfAnotherFolderIsNotOursWhateverTheCredentialSays() {
        ClientSecret finance = new ClientSecret(
                key("a"),
                new SecretMarker(OURS, "finance", CREDENTIALS_ID).freshNames().get(),
                "a",
                NOW.plus(LONG));
        RotationPlannerFixture situation = with(storedAfter("b", LONG, "a", LONG), finance, ours("b", LONG))
                .holds("tm-1", "b", WEEK);
        assertThat(situation.changes()).doesNotContain(remove("a"));
        assertThat(asked(situation).changes()).doesNotContain(remove("a"));
    }

    @Test
    void aSecretWhoseTextIsAnotherIsNotKept() {
        RotationPlannerFixture situation = with(
                        storedAfter("b", LONG, "a", LONG),
                        new ClientSecret(key("a"), of(NAMESAKE, "a", LONG).displayName(), "x", NOW.plus(LONG)),
                        ours("b", LONG))
                .holds("tm-1", "b", WEEK);
        assertThat(situation.changes()).doesNotContain(remove("a"));
    }

    @Test
    void offboardingTakesWhatIsKept() {
        OffboardPlannerFixture offboarding = new OffboardPlannerFixture() {};
        offboarding.situation.managed = app(WANTED, WANTED, of(NAMESAKE, "a", LONG));
        assertThat(offboarding.changes()).contains(OffboardPlannerFixture.REMOVE_SECRET);
        offboarding.situation.managed = app(WANTED, WANTED, of(NAMESAKE, "a", LONG), of(NAMESAKE, "c", LONG));
        offboarding.assertStopped(ProcedureProblem.USED_BY_OTHERS, key("c"));
    }
}
