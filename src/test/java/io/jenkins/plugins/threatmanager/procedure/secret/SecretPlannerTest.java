package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.Situation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPlans;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.Situation;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretPlannerTest {

    private static final Duration LONG = Duration.ofDays(700);
    private static final String NEW = "create client secret valid until 2028-11-23";
    private static final String KEPT = "store client secret as 'contoso-tm' in credentials store of folder security";
    private static final String PUT = "update Credential Profile '" + PROFILE_NAME + "'";

    private static Situation with(StoredSecret stored, String held, ClientSecret... secrets) {
        Situation situation = onboarded();
        situation.stages = EnumSet.of(Stage.SECRET, Stage.SYNC);
        situation.managed = app(WANTED, WANTED, secrets);
        situation.stored = stored;
        situation.profiles.set(0, ourProfile(held));
        return situation;
    }

    private static String remove(String letter) {
        return "remove client secret " + key(letter);
    }

    private static void assertChanges(Situation situation, String... changes) {
        assertThat(situation.changes()).isEqualTo(new ArrayList<>(Arrays.asList(changes)));
    }

    private static ServerObservation other(String name, CredentialProfile profile) {
        return new ServerObservation(
                name, false, Optional.of(new ServerSnapshot(List.of(profile), List.of())), Optional.empty());
    }

    private static ClientSecret made(ClientSecret secret, Duration ago) {
        return RotationPlans.made(secret, ago);
    }

    private static void assertObstacle(Situation situation, ProcedureProblem problem, String part) {
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.plan().obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(problem);
            assertThat(obstacle.getMessage()).contains(part);
        });
    }

    /** Left over by hand: the same description, and nobody updates it. */
    private static void addStaleProfile(Situation situation, String heldLetter) {
        situation.profiles.add(profile(
                "8", "copy", new ProfileMarker(OURS.signer(), DOMAIN, key(heldLetter)).description(), CLIENT_ID));
    }

    @Test
    void anExpiredPreviousSecretThatAStaleProfileNamesDoesNotKeepTheRenewalWaiting() {
        Situation situation = Situation.onboarded();
        situation.managed = app(WANTED, WANTED, ours("b", Duration.ofDays(-1)), ours("a", Duration.ofDays(20)));
        situation.stored = storedAfter("a", Duration.ofDays(20), "b", Duration.ofDays(-1));
        addStaleProfile(situation, "b");

        assertThat(situation.plan().changes()).anyMatch(Change.AddSecret.class::isInstance);
    }

    @Test
    void aRenewalThatAStaleProfileKeepsWaitingIsAnObstacleInTheLastDays() {
        Situation situation = Situation.onboarded();
        situation.managed = app(WANTED, WANTED, ours("b", Duration.ofDays(90)), ours("a", Duration.ofDays(5)));
        situation.stored = storedAfter("a", Duration.ofDays(5), "b", Duration.ofDays(90));
        addStaleProfile(situation, "b");

        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(ProcedureProblem.SECRET_MAY_BE_IN_USE);
    }

    @Test
    void aGoodSecretStays() {
        assertChanges(with(stored("a", LONG), "a", ours("a", LONG), foreign("f")));
    }

    @Test
    void noneStoredMakesOne() {
        assertChanges(with(null, "a", ours("a", LONG)), NEW, KEPT, PUT);
    }

    @Test
    void createdButNeverStoredIsRemovedAndMadeAnew() {
        Situation situation = with(null, "a", ours("l", LONG), foreign("f"));
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(situation.changes()).startsWith(remove("l"), NEW, KEPT);
        assertThat(situation.changes()).noneMatch(change -> change.contains(key("f")));
    }

    @Test
    void whatThreatManagerHoldsIsNotTakenForLost() {
        assertChanges(with(null, "d", ours("d", LONG)), NEW, KEPT, PUT);
    }

    @Test
    void aProfileThatDoesNotNameItsSecretProtectsAllOfThem() {
        Situation situation = with(null, "a", ours("d", LONG));
        situation.profiles.set(0, profile("7", PROFILE_NAME, "edited by hand", CLIENT_ID));
        assertChanges(situation, NEW, KEPT, PUT);
    }

    @Test
    void withoutAViewOfThreatManagerNothingIsRemovedWhileNoGoodSecretIsStored() {
        Situation situation = with(null, "d", ours("d", LONG));
        situation.stages = EnumSet.of(Stage.SECRET);
        situation.serverSeen = false;
        assertChanges(situation, NEW, KEPT);
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("is managed but not stored");
        situation.stored = stored("a", LONG);
        situation.managed = app(WANTED, WANTED, ours("a", LONG), ours("l", LONG));
        assertChanges(situation);
        assertThat(situation.plan().remarks())
                .containsExactly("The client secret " + key("l") + " is managed but not stored, and may be in use: no"
                        + " Threat Manager server was read; it stays until that is certain. If nothing uses it,"
                        + " run again with 'confirm'.");
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation, remove("l"));
        assertThat(situation.plan().changes().get(0).reason())
                .isEqualTo("it is not stored, and nothing uses it, as was confirmed");
    }

    @Test
    void byHandAsWell() {
        Situation situation = with(stored("a", LONG), "a", ours("a", LONG), ours("l", LONG));
        situation.serverSeen = false;
        assertChanges(situation);
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains("the server is set up by hand"));
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation, remove("l"));
    }

    @Test
    void whereNothingProvesThatOneOfTwoIsUnusedThereIsNoThird() {
        Situation situation = with(null, "d", ours("d", LONG), ours("l", LONG));
        situation.stages = EnumSet.of(Stage.SECRET);
        situation.serverSeen = false;
        assertObstacle(situation, ProcedureProblem.SECRET_MAY_BE_IN_USE, "run again with 'confirm'");
        Duration due = Duration.ofDays(10);
        situation.stored = stored("d", due);
        situation.managed = app(WANTED, WANTED, ours("d", due), ours("l", LONG));
        assertObstacle(situation, ProcedureProblem.SECRET_MAY_BE_IN_USE, key("l") + " may be in use");
        situation.stored = storedAfter("d", due, "l", LONG);
        assertObstacle(situation, ProcedureProblem.SECRET_MAY_BE_IN_USE, key("l") + " may be in use");
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation, remove("l"), NEW, KEPT);
    }

    @Test
    void anotherServerMayHoldWhatIsNotStored() {
        Situation situation = with(stored("a", LONG), "a", ours("a", LONG), ours("l", LONG));
        assertChanges(situation, remove("l"));
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it is not stored, and no server holds it");
        situation.others.add(other("tm-9", ourProfile("l")));
        assertChanges(situation);
        situation.others.set(0, other("tm-9", profile("8", "by hand", "", CLIENT_ID)));
        assertChanges(situation);
        situation.others.set(0, other("tm-9", ourProfile("a")));
        assertChanges(situation, remove("l"));
        situation.others.set(0, ServerObservation.byHand("tm-9"));
        assertChanges(situation);
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains("'tm-9' is set up by hand"));
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation, remove("l"));
        situation.others.set(
                0,
                new ServerObservation(
                        "tm-9",
                        false,
                        Optional.empty(),
                        Optional.of(new ProblemException(ServerProblem.NOT_REACHABLE, "It is away.", "Wait."))));
        assertChanges(situation);
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains("'tm-9' could not be read"));
    }

    @Test
    void anotherServerMayHoldTheOneBefore() {
        Duration due = Duration.ofDays(10);
        Situation situation = with(storedAfter("b", due, "a", LONG), "b", ours("a", LONG), ours("b", due));
        situation.others.add(other("tm-9", ourProfile("a")));
        assertChanges(situation);
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("renewal waits");
    }

    @Test
    void aYoungOneMayBeAnotherRuns() {
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(23));
        Situation situation = with(stored("a", LONG), "a", ours("a", LONG), young);
        assertChanges(situation);
        assertThat(situation.plan().remarks())
                .containsExactly("The client secret " + key("l") + " is managed but not stored, and may be one that"
                        + " another run is about to store; it stays until 2026-11-23 09:10 UTC.");
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation);
        situation.managed = app(WANTED, WANTED, ours("a", LONG), made(ours("l", LONG), Duration.ofHours(24)));
        assertChanges(situation, remove("l"));
    }

    @Test
    void whereEntraDoesNotSayWhenItWasMadeItCountsAsYoung() {
        ClientSecret undated = ours("l", LONG);
        undated = new ClientSecret(undated.keyId(), undated.displayName(), undated.hint(), undated.expires());
        assertChanges(with(stored("a", LONG), "a", ours("a", LONG), undated));
    }

    @Test
    void besideAYoungOneOneMayBeMadeButNoThird() {
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(1));
        Situation situation = with(null, "a", young);
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(situation.changes()).startsWith(NEW, KEPT);
        situation.managed = app(WANTED, WANTED, young, made(ours("m", LONG), Duration.ofHours(2)));
        assertObstacle(situation, ProcedureProblem.ANOTHER_RUN, "run again after 2026-11-24 07:10 UTC");
        situation = with(null, "h", young, ours("h", LONG));
        assertObstacle(situation, ProcedureProblem.ANOTHER_RUN, "never more than two");
    }

    @Test
    void aRenewalWaitsForAYoungOneAsLongAsTheStoredOneWorks() {
        Duration due = Duration.ofDays(10);
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(1));
        Situation situation = with(stored("a", due), "a", ours("a", due), young);
        assertChanges(situation);
        assertThat(situation.plan().remarks())
                .anyMatch(remark -> remark.contains("it waits until 2026-11-24 07:10 UTC"));
        Duration hours = Duration.ofHours(20);
        assertObstacle(with(stored("a", hours), "a", ours("a", hours), young), ProcedureProblem.ANOTHER_RUN, key("l"));
    }

    @Test
    void whatCannotBeUsedMakesRoomIfNobodyHoldsIt() {
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(1));
        ClientSecret listed = ours("a", LONG);
        ClientSecret edited =
                new ClientSecret(listed.keyId(), listed.displayName(), "xyz", listed.expires(), listed.created());
        assertObstacle(with(stored("a", LONG), "a", edited, young), ProcedureProblem.ANOTHER_RUN, key("l"));
        Situation idle = with(stored("a", LONG), "d", edited, young);
        assertChanges(idle, remove("a"), NEW, KEPT, PUT);
        Situation gone = with(stored("g", LONG), "g", young);
        assertChanges(gone, NEW, KEPT, PUT);
    }

    @Test
    void storedButNotInThreatManagerGoesOnWithTheStoredOne() {
        assertChanges(with(storedAfter("b", LONG, "a", LONG), "a", ours("a", LONG), ours("b", LONG)), PUT);
    }

    @Test
    void anExpiredSecretIsReplaced() {
        Duration ago = Duration.ofDays(-1);
        Situation situation = with(stored("a", ago), "a", ours("a", ago));
        assertChanges(situation, NEW, KEPT, PUT);
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("the stored one expired on 2026-11-22");
    }

    @Test
    void aSecretIsRenewedWithinTheLastDays() {
        Situation situation = with(stored("a", Duration.ofDays(30)), "a", ours("a", Duration.ofDays(30)));
        assertChanges(situation, NEW, KEPT, PUT);
        assertThat(situation.plan().changes().get(0).reason()).contains("within 30 days");
        assertChanges(with(stored("a", Duration.ofDays(31)), "a", ours("a", Duration.ofDays(31))));
    }

    @Test
    void renewalRemovesTheIdleOneBeforeSoThatThereAreNeverThree() {
        Duration due = Duration.ofDays(10);
        assertChanges(
                with(storedAfter("b", due, "a", LONG), "b", ours("a", LONG), ours("b", due)),
                remove("a"),
                NEW,
                KEPT,
                PUT);
    }

    @Test
    void renewalWaitsWhileThreatManagerHoldsTheOneBefore() {
        Duration due = Duration.ofDays(10);
        Situation situation = with(storedAfter("b", due, "a", LONG), "a", ours("a", LONG), ours("b", due));
        assertChanges(situation, PUT);
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("renewal waits");
    }

    @Test
    void anUnlistedSecretIsGoodAsLongAsItWorks() {
        Situation situation = with(stored("a", LONG), "a");
        situation.storedWorks = true;
        assertChanges(situation);
        situation.storedWorks = false;
        assertChanges(situation, NEW, KEPT, PUT);
    }

    @Test
    void aTextChangedByHandIsReplaced() {
        ClientSecret listed = ours("a", LONG);
        ClientSecret otherHint = new ClientSecret(listed.keyId(), listed.displayName(), "xyz", listed.expires());
        assertChanges(with(stored("a", LONG), "a", otherHint), NEW, KEPT, PUT);
    }

    @Test
    void theSameIdInAnotherFolderIsAnotherCredential() {
        ClientSecret elsewhere = new ClientSecret(
                key("e"),
                new SecretMarker(OURS, "finance", CREDENTIALS_ID).freshNames().get(),
                "e",
                NOW.plus(LONG));
        ClientSecret otherController = new ClientSecret(
                key("o"),
                new SecretMarker(Situation.OTHER, PLACE, CREDENTIALS_ID)
                        .freshNames()
                        .get(),
                "o",
                NOW.plus(LONG));
        assertChanges(with(stored("a", LONG), "a", ours("a", LONG), elsewhere, otherController));
    }

    @Test
    void aNameThatOnlyBeginsLikeTheMarkerIsForeign() {
        ClientSecret listed = ours("a", LONG);
        ClientSecret longer =
                new ClientSecret(key("g"), listed.displayName() + " (do not delete)", "g", NOW.plus(LONG));
        assertChanges(with(stored("a", LONG), "a", listed, longer));
    }

    @Test
    void anotherTenantsCredentialIsNeverOverwritten() {
        StoredSecret other = stored("a", LONG);
        Situation situation = with(
                new StoredSecret(
                        other.credentialsId(),
                        "fabrikam.onmicrosoft.com",
                        other.clientId(),
                        other.current(),
                        other.previous()),
                "a",
                ours("a", LONG));
        situation.allowances = EnumSet.allOf(Allowance.class);
        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(ProcedureProblem.VAULT_REFUSED);
    }

    @Test
    void anotherAppsCredentialIsOverwrittenOnlyOnRequest() {
        StoredSecret other = stored("a", LONG);
        Situation situation = with(
                new StoredSecret(
                        other.credentialsId(),
                        other.tenant(),
                        "55555555-5555-5555-5555-555555555555",
                        other.current(),
                        other.previous()),
                "a");
        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .contains(ProcedureProblem.VAULT_REFUSED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.changes()).startsWith(NEW, KEPT);
    }

    @Test
    void everyMarkerIsNewAndRecognised() {
        List<String> names = java.util.stream.Stream.generate(marker().freshNames())
                .limit(50)
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() <= 120);
        assertThat(names).allMatch(name -> marker().isOn(new ClientSecret(key("a"), name, "", NOW)));
    }
}
