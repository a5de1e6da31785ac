package io.jenkins.plugins.threatmanager.procedure.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A18: an approval serves one plan, and what is left of it. */
class ApprovedPlanTest {

    private static final List<String> TERMS = List.of("onboard", "tenant contoso");
    private static final StatedChange GRANT = change("grant A", "", "", true);
    private static final StatedChange SECRET = change("add secret", "secret", "", true);
    private static final StatedChange STORE = change("store secret", "", "", false);
    private static final StatedChange PROFILE = change("add profile", "profile", "", false);
    private static final StatedChange SAME_PROFILE = change("update profile 7", "profile", "profile", false);
    private static final StatedChange REMOVE = change("remove secret 1", "secret", "secret", false);

    private static StatedChange change(String exact, String reaches, String finishes, boolean gives) {
        return new StatedChange("words of " + exact, exact, reaches, finishes, gives);
    }

    private static PlanStatement plan(StatedChange... changes) {
        return new PlanStatement(TERMS, Arrays.asList(changes));
    }

    @Test
    void theDigestIsThatOfTheSamePlanAlone() {
        String digest = plan(GRANT, SECRET).digest();
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(plan(SECRET, GRANT).digest()).isEqualTo(digest);
        assertThat(plan(GRANT).digest()).isNotEqualTo(digest);
        assertThat(plan(GRANT, SECRET, SECRET).digest()).isNotEqualTo(digest);
        assertThat(new PlanStatement(List.of("onboard", "tenant fabrikam"), List.of(GRANT, SECRET)).digest())
                .isNotEqualTo(digest);
    }

    /** A term that looks like the beginning of the next thing must not pass for it. */
    @Test
    void noTextPassesForTwo() {
        assertThat(new PlanStatement(List.of("a", "b"), List.of()).digest())
                .isNotEqualTo(new PlanStatement(List.of("ab"), List.of()).digest())
                .isNotEqualTo(new PlanStatement(List.of("aterm 1:b"), List.of()).digest());
    }

    /** One such name, of an app or from a server, and the file of all approvals could not be read any more. */
    @Test
    void itHasNothingThatAFileCannotKeep() {
        String name = "a\0b\u001B\nc\uFFFE\uD800d \uD83D\uDE00";
        String kept = "a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFDd \uD83D\uDE00";
        assertThat(new StatedChange(name, name, name, name, true))
                .isEqualTo(new StatedChange(kept, kept, kept, kept, true));
        assertThat(new PlanStatement(List.of(name), List.of()).terms()).containsExactly(kept);
    }

    @Test
    void untilItIsBegunItServesTheVerySamePlan() {
        ApprovedPlan approved = ApprovedPlan.of(plan(GRANT, SECRET, STORE));
        assertThat(approved.differences(plan(GRANT, SECRET, STORE))).isEmpty();
        assertThat(approved.differences(plan(GRANT, SECRET, STORE, PROFILE)))
                .containsExactly("beyond it: words of add profile");
        assertThat(approved.differences(plan(SECRET, STORE))).containsExactly("no longer needed: words of grant A");
        assertThat(approved.differences(plan(GRANT, SECRET, STORE, REMOVE)))
                .containsExactly("beyond it: words of remove secret 1");
    }

    @Test
    void otherTermsAreAnotherPlan() {
        PlanStatement other = new PlanStatement(List.of("onboard", "tenant fabrikam"), List.of(GRANT));
        assertThat(ApprovedPlan.of(plan(GRANT)).differences(other)).containsExactly("asked for now: tenant fabrikam");
        assertThat(ApprovedPlan.of(plan(GRANT)).begunWith(plan(GRANT)).differences(other))
                .isNotEmpty();
    }

    @Test
    void onceBegunItServesTheRest() {
        PlanStatement all = plan(GRANT, SECRET, STORE, PROFILE);
        ApprovedPlan begun = ApprovedPlan.of(all).begunWith(all).with(GRANT);
        assertThat(begun.differences(plan(SECRET, STORE, PROFILE))).isEmpty();
        assertThat(begun.differences(plan(REMOVE, SECRET, STORE, PROFILE))).isEmpty();
        assertThat(begun.differences(plan(SAME_PROFILE))).isEmpty();
        assertThat(begun.differences(plan(GRANT, SECRET)))
                .as("granted with it once; somebody took it away since")
                .containsExactly("beyond it: words of grant A");
        assertThat(begun.differences(plan(change("grant B", "", "", true)))).hasSize(1);
    }

    /** The process died between a change and the note that it was made. */
    @Test
    void whatTheStateNoLongerNeedsIsDone() {
        PlanStatement all = plan(GRANT, SECRET, STORE);
        ApprovedPlan resumed = ApprovedPlan.of(all).begunWith(all).begunWith(plan(SECRET, STORE));
        assertThat(resumed.differences(plan(GRANT))).isNotEmpty();
        assertThat(resumed.isCarriedOut()).isFalse();
        assertThat(resumed.with(SECRET).with(STORE).isCarriedOut()).isTrue();
    }

    @Test
    void whatWasCarriedOutMayBeFinishedAndNothingMore() {
        PlanStatement all = plan(SECRET, STORE);
        ApprovedPlan over = ApprovedPlan.of(all).begunWith(all).with(SECRET).with(STORE);
        assertThat(over.isCarriedOut()).isTrue();
        assertThat(over.differences(plan(REMOVE))).isEmpty();
        assertThat(over.isLastPhase(plan(REMOVE))).isTrue();
        assertThat(over.differences(plan(SECRET, STORE))).hasSize(2);
        assertThat(over.isLastPhase(plan(REMOVE, SECRET))).isFalse();
    }

    /** A person has disabled the sync, or entered another secret, since. */
    @Test
    void whatOthersChangedAfterItWasCarriedOutIsNoRestOfIt() {
        PlanStatement all = plan(SECRET, STORE, PROFILE);
        ApprovedPlan begun = ApprovedPlan.of(all).begunWith(all).with(SECRET).with(STORE);
        assertThat(begun.differences(plan(SAME_PROFILE))).isEmpty();
        assertThat(begun.isLastPhase(plan(SAME_PROFILE))).isFalse();
        ApprovedPlan over = begun.with(PROFILE);
        assertThat(over.differences(plan(SAME_PROFILE))).containsExactly("beyond it: words of update profile 7");
        assertThat(over.differences(plan(REMOVE))).isEmpty();
    }

    @Test
    void nothingIsFinishedThatWasNotBegun() {
        assertThat(ApprovedPlan.of(plan(SECRET)).isLastPhase(plan(REMOVE))).isFalse();
        ApprovedPlan grantAlone = ApprovedPlan.of(plan(GRANT)).begunWith(plan(GRANT));
        assertThat(grantAlone.differences(plan(REMOVE))).hasSize(1);
    }
}
