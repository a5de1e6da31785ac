package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.secret.SecretPlans.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Managed secrets that are not stored: lost ones are removed, those that may be in use are not. */
class UnstoredSecretsTest {

    @Test
    void createdButNeverStoredIsRemovedAndMadeAnew() {
        PlannerFixture situation = with(null, "a", ours("l", LONG));
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(situation.changes()).startsWith(remove("l"), NEW, KEPT);
    }

    @Test
    void whatSomebodyElseHasMadeIsNotTakenForLost() {
        PlannerFixture situation = with(stored("a", LONG), "a", ours("a", LONG), ours("l", LONG), foreign("f"));
        assertThat(situation.changes()).containsExactly(remove("l"));
    }

    @Test
    void whatThreatManagerHoldsIsNotTakenForLost() {
        assertChanges(with(null, "d", ours("d", LONG)), NEW, KEPT, PUT);
    }

    @Test
    void aProfileThatDoesNotNameItsSecretProtectsAllOfThem() {
        PlannerFixture situation = with(null, "a", ours("d", LONG));
        situation.profiles.set(0, profile("7", PROFILE_NAME, "edited by hand", CLIENT_ID));
        assertChanges(situation, NEW, KEPT, PUT);
    }

    @Test
    void withoutAViewOfThreatManagerNothingIsRemovedWhileNoGoodSecretIsStored() {
        PlannerFixture situation = with(null, "d", ours("d", LONG));
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
        PlannerFixture situation = with(stored("a", LONG), "a", ours("a", LONG), ours("l", LONG));
        situation.serverSeen = false;
        assertChanges(situation);
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains("the server is set up by hand"));
        situation.allowances = EnumSet.of(Allowance.CONFIRM);
        assertChanges(situation, remove("l"));
    }

    @Test
    void whereNothingProvesThatOneOfTwoIsUnusedThereIsNoThird() {
        PlannerFixture situation = with(null, "d", ours("d", LONG), ours("l", LONG));
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
        PlannerFixture situation = with(stored("a", LONG), "a", ours("a", LONG), ours("l", LONG));
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
        PlannerFixture situation = with(storedAfter("b", due, "a", LONG), "b", ours("a", LONG), ours("b", due));
        situation.others.add(other("tm-9", ourProfile("a")));
        assertChanges(situation);
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("renewal waits");
    }

    @Test
    void aYoungOneMayBeAnotherRuns() {
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(23));
        PlannerFixture situation = with(stored("a", LONG), "a", ours("a", LONG), young);
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
        PlannerFixture situation = with(null, "a", young);
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(situation.changes()).startsWith(NEW, KEPT);
        situation.managed = app(WANTED, WANTED, young, made(ours("m", LONG), Duration.ofHours(2)));
        assertObstacle(situation, ProcedureProblem.ANOTHER_RUN, "run again after 2026-11-24 07:10 UTC");
        situation = with(null, "h", young, ours("h", LONG));
        assertObstacle(situation, ProcedureProblem.ANOTHER_RUN, "never more than two");
    }

    @Test
    void whatCannotBeUsedMakesRoomIfNobodyHoldsIt() {
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(1));
        ClientSecret listed = ours("a", LONG);
        ClientSecret edited =
                new ClientSecret(listed.keyId(), listed.displayName(), "xyz", listed.expires(), listed.created());
        assertObstacle(with(stored("a", LONG), "a", edited, young), ProcedureProblem.ANOTHER_RUN, key("l"));
        PlannerFixture idle = with(stored("a", LONG), "d", edited, young);
        assertChanges(idle, remove("a"), NEW, KEPT, PUT);
        PlannerFixture gone = with(stored("g", LONG), "g", young);
        assertChanges(gone, NEW, KEPT, PUT);
    }
}
