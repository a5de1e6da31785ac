package io.jenkins.plugins.threatmanager.procedure.onboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncPlannerTest {

    private static final String ANOTHER_APP = "66666666-6666-6666-6666-666666666666";
    private static final String ADD_PROFILE = "add Credential Profile '" + PROFILE_NAME + "'";
    private static final String ADD_SYNC = "add Entra ID Sync for " + DOMAIN;

    private static void assertObstacle(PlannerFixture situation, ProcedureProblem problem) {
        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(problem);
    }

    @Test
    void anEmptyTenantAndServerGetEverythingInOrder() {
        assertThat(new PlannerFixture().changes())
                .containsExactly(
                        "create app registration '" + APP_NAME + "' asking for 2 permissions",
                        "create service principal",
                        "grant admin consent to User.Read.All",
                        "grant admin consent to Group.Read.All",
                        "create client secret valid until 2028-11-23",
                        "store client secret as 'contoso-tm' in credentials store of folder security",
                        ADD_PROFILE,
                        ADD_SYNC);
    }

    @Test
    void whatIsOnboardedNeedsNothing() {
        assertThat(onboarded().plan().changesNothing()).isTrue();
    }

    @Test
    void aProfileWithoutSyncGetsOne() {
        PlannerFixture situation = onboarded();
        situation.syncs.clear();
        assertThat(situation.changes()).containsExactly(ADD_SYNC);
    }

    @Test
    void aProfileThatHoldsOurClientIdIsOursWithoutMarker() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(0, profile("7", PROFILE_NAME, "typed by hand", CLIENT_ID));
        assertThat(situation.changes()).containsExactly("update Credential Profile '" + PROFILE_NAME + "'");
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it does not say which secret it holds");
    }

    @Test
    void aForeignProfileOfTheNameStopsWithoutAdopt() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(0, profile("7", PROFILE_NAME, "", ANOTHER_APP));
        situation.syncs.clear();
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.changes()).containsExactly("update Credential Profile '" + PROFILE_NAME + "'", ADD_SYNC);
    }

    /** A5: its password cannot be read back, so what is overwritten is lost. */
    @Test
    void aProfileThatHoldsNoClientIdIsNeverTakenOver() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(0, profile("7", PROFILE_NAME, "", "CONTOSO\\svc-ad"));
        situation.syncs.clear();
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        assertThat(situation.plan().obstacles().get(0).cause())
                .isEqualTo("The Credential Profile '" + PROFILE_NAME
                        + "' does not hold the client ID of an app and nothing else, so it is not taken over.");
    }

    @Test
    void aProfileThatAnotherSyncUsesIsNeverTakenOver() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(0, profile("7", PROFILE_NAME, "", ANOTHER_APP));
        situation.syncs.set(0, new EntraIdSync("71", "fabrikam.com", "AzureCloud", "7", true, ""));
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        assertThat(situation.plan().obstacles().get(0).cause())
                .contains("is used by the Entra ID Sync for fabrikam.com");
    }

    @Test
    void aProfileThatIsMarkedForAnotherTenantIsNeverTakenOver() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(
                0,
                profile(
                        "7",
                        PROFILE_NAME,
                        new ProfileMarker(OURS.signer(), "fabrikam.com", key("b")).description(),
                        ANOTHER_APP));
        situation.syncs.clear();
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
    }

    @Test
    void noForeignProfileIsTakenOverUnlessThePolicyAllowsIt() {
        PlannerFixture situation = onboarded();
        situation.policy = new TenantPolicy(
                Requests.ALL_ALLOWED.permissions(),
                Set.of(),
                Set.of(CLIENT_ID),
                Set.of(),
                CalendarPeriod.parse("24 months"));
        situation.profiles.set(0, profile("7", PROFILE_NAME, "", ANOTHER_APP));
        situation.syncs.clear();
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.POLICY);
    }

    @Test
    void anotherControllersProfileIsNotFoughtOver() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(
                0,
                profile(
                        "7",
                        PROFILE_NAME,
                        new ProfileMarker(OTHER.signer(), DOMAIN, key("a")).description(),
                        CLIENT_ID));
        assertObstacle(situation, ProcedureProblem.MANAGED_ELSEWHERE);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.plan().changes()).hasSize(1);
        assertThat(situation.plan().changes().get(0).reason())
                .isEqualTo("it carries the marker of the controller 'other.contoso.com'");
    }

    @Test
    void anotherTenantsProfileIsNotOurs() {
        PlannerFixture situation = onboarded();
        situation.profiles.add(profile(
                "8",
                "Entra for fabrikam",
                new ProfileMarker(OURS.signer(), "fabrikam.com", key("z")).description(),
                "66666666-6666-6666-6666-666666666666"));
        assertThat(situation.plan().changesNothing()).isTrue();
    }

    @Test
    void severalProfilesWithOurClientIdAreNotGuessedAmong() {
        PlannerFixture situation = onboarded();
        situation.profiles.set(0, profile("7", "one", "", CLIENT_ID));
        situation.profiles.add(profile("8", "two", "", CLIENT_ID));
        assertObstacle(situation, ProcedureProblem.AMBIGUOUS);
    }

    @Test
    void aSyncWithAForeignProfileIsRepointedOnlyOnRequest() {
        PlannerFixture situation = onboarded();
        situation.profiles.add(profile("9", "by hand", "", "somebody"));
        situation.syncs.set(0, sync("9"));
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.changes()).containsExactly("update Entra ID Sync for " + DOMAIN);
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it uses the Credential Profile 'by hand'");
    }

    @Test
    void aDisabledSyncIsEnabled() {
        PlannerFixture situation = onboarded();
        situation.syncs.set(0, new EntraIdSync("70", DOMAIN.toUpperCase(), "AzureCloud", "7", false, ""));
        assertThat(situation.plan().changes()).hasSize(1);
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("it is disabled");
    }

    @Test
    void anotherCloudIsReplacedOnlyOnRequest() {
        PlannerFixture situation = onboarded();
        situation.syncs.set(0, new EntraIdSync("70", DOMAIN, "AzureChinaCloud", "7", true, ""));
        assertObstacle(situation, ProcedureProblem.REPLACE_NEEDED);
        situation.allowances = EnumSet.of(Allowance.REPLACE);
        assertThat(situation.changes())
                .containsExactly("delete Entra ID Sync for " + DOMAIN + " (AzureChinaCloud)", ADD_SYNC);
    }

    @Test
    void twoSyncsForATenantStop() {
        PlannerFixture situation = onboarded();
        situation.syncs.add(new EntraIdSync("71", DOMAIN, "AzureCloud", "7", true, ""));
        assertObstacle(situation, ProcedureProblem.AMBIGUOUS);
    }

    @Test
    void otherTenantsSyncsAreLeftAlone() {
        PlannerFixture situation = onboarded();
        situation.syncs.add(new EntraIdSync("71", "fabrikam.com", "AzureCloud", "9", false, ""));
        assertThat(situation.plan().changesNothing()).isTrue();
    }

    @Test
    void configuringTheSyncAloneAsksForAStoredSecret() {
        PlannerFixture situation = onboarded();
        situation.stages = EnumSet.of(Stage.SYNC);
        assertThat(situation.plan().changesNothing()).isTrue();
        situation.stored = null;
        assertObstacle(situation, ProcedureProblem.NO_SECRET);
        situation.stored = stored("a", Duration.ofDays(-1));
        situation.managed = app(WANTED, WANTED, ours("a", Duration.ofDays(-1)));
        assertObstacle(situation, ProcedureProblem.NO_SECRET);
    }

    @Test
    void aServerSetUpByHandIsNotPlanned() {
        PlannerFixture situation = new PlannerFixture();
        situation.serverSeen = false;
        assertThat(situation.plan().changes()).noneMatch(change -> change.place() == Resource.Place.THREAT_MANAGER);
    }
}
