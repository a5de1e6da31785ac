package io.jenkins.plugins.threatmanager.procedure.onboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppPlannerTest {

    private static final List<String> CONSENT =
            List.of("grant admin consent to User.Read.All", "grant admin consent to Group.Read.All");

    private static PlannerFixture appOnly() {
        PlannerFixture situation = new PlannerFixture();
        situation.stages = EnumSet.of(Stage.APP);
        return situation;
    }

    @Test
    void anEmptyTenantGetsAppServicePrincipalAndConsents() {
        assertThat(appOnly().changes())
                .containsExactly(
                        "create app registration 'Entra for Netwrix Threat Manager' asking for 2 permissions",
                        "create service principal",
                        CONSENT.get(0),
                        CONSENT.get(1));
    }

    @Test
    void aCompleteAppNeedsNothing() {
        PlannerFixture situation = appOnly();
        situation.managed = app(WANTED, WANTED);
        assertThat(situation.plan().changesNothing()).isTrue();
        assertThat(situation.plan().lines()).containsExactly("no change needed");
    }

    @Test
    void anAppThatAsksForHalfGetsTheOtherHalfAndKeepsWhatItHas() {
        PlannerFixture situation = appOnly();
        RequestedAccess foreign = new RequestedAccess("some-api", "some-scope", "Scope");
        Application half = app(List.of(USER_READ, EXTRA), List.of(USER_READ));
        situation.managed = half.newBuilder()
                .access(List.of(half.access().get(0), half.access().get(1), foreign))
                .build();
        Plan plan = situation.plan();
        assertThat(plan.changes()).hasSize(2);
        ApplicationSpec spec = ((Change.UpdateApplication) plan.changes().get(0)).spec();
        assertThat(spec.access())
                .containsExactly(
                        RequestedAccess.of(USER_READ),
                        RequestedAccess.of(EXTRA),
                        foreign,
                        RequestedAccess.of(GROUP_READ));
        assertThat(spec.tags()).contains("cost-centre:7");
        assertThat(plan.changes().get(0).reason()).isEqualTo("it does not ask for Group.Read.All");
        assertThat(plan.changes().get(1).what()).isEqualTo(CONSENT.get(1));
    }

    @Test
    void missingConsentAloneIsGranted() {
        PlannerFixture situation = appOnly();
        situation.managed = app(WANTED, List.of());
        assertThat(situation.changes()).isEqualTo(CONSENT);
    }

    @Test
    void aHandMadeAppWithTheNameStopsWithoutAdopt() {
        PlannerFixture situation = appOnly();
        situation.sameName.add(byHand(app(WANTED, WANTED)));
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.changes())
                .containsExactly("take over app registration '" + APP_NAME + "' (" + CLIENT_ID + ")");
    }

    @Test
    void severalHandMadeAppsAreNeverGuessedAmong() {
        PlannerFixture situation = appOnly();
        situation.sameName.add(byHand(app(WANTED, WANTED)));
        situation.sameName.add(byHand(app(WANTED, List.of())));
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.AMBIGUOUS);
    }

    @Test
    void anAppWithAnotherUniqueNameCannotBeTakenOver() {
        PlannerFixture situation = appOnly();
        Application found = app(WANTED, WANTED);
        situation.sameName.add(
                found.newBuilder().uniqueName("bicep-made").tags(List.of()).build());
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
    }

    @Test
    void sameNamedAppsBesideOursAreReportedAndLeftAlone() {
        PlannerFixture situation = appOnly();
        situation.managed = app(WANTED, WANTED);
        situation.sameName.add(byHand(app(WANTED, WANTED)));
        assertThat(situation.plan().changesNothing()).isTrue();
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("left alone");
    }

    @Test
    void anotherControllersAppIsNotFoughtOver() {
        PlannerFixture situation = appOnly();
        situation.managed = tagged(app(WANTED, WANTED), AppMarker.tagsFor(List.of(), PlannerFixture.OTHER));
        assertObstacle(situation, ProcedureProblem.MANAGED_ELSEWHERE);
        assertThat(situation.plan().obstacles().get(0).cause()).contains("other.contoso.com");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        Change change = situation.plan().changes().get(0);
        assertThat(((Change.UpdateApplication) change).spec().tags())
                .contains("jenkins-controller:jenkins.contoso.com")
                .doesNotContain("jenkins-controller:other.contoso.com");
    }

    @Test
    void anAppWithoutMarkerIsNotOursUnlessItsOwnersProveIt() {
        PlannerFixture situation = appOnly();
        Owner member = new Owner("77777777-7777-7777-7777-777777777777", "user", "", "");
        situation.managed = tagged(app(WANTED, WANTED), List.of())
                .newBuilder()
                .owners(Optional.of(List.of(BOOTSTRAP_OWNER, member)))
                .build();
        assertObstacle(situation, ProcedureProblem.NOT_MANAGED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertObstacle(situation, ProcedureProblem.NOT_TRUSTED);
        situation.managed =
                situation.managed.newBuilder().owners(Optional.of(List.of())).build();
        assertObstacle(situation, ProcedureProblem.NOT_TRUSTED);
    }

    @Test
    void aMarkerThatWasLostIsPutBackWhereTheOwnersProveTheApp() {
        PlannerFixture situation = appOnly();
        situation.managed = tagged(app(WANTED, WANTED), List.of("cost-centre:7"));
        assertThat(situation.plan().changes()).hasSize(1);
        assertThat(situation.plan().changes().get(0).reason()).contains("marker");
    }

    @Test
    void anAppInTheRecycleBinIsRestoredOnlyOnRequest() {
        PlannerFixture situation = appOnly();
        Application gone = app(WANTED, WANTED);
        situation.deleted = gone.newBuilder().servicePrincipal(Optional.empty()).build();
        assertObstacle(situation, ProcedureProblem.IN_RECYCLE_BIN);
        situation.allowances = EnumSet.of(Allowance.RESTORE);
        assertThat(situation.changes())
                .containsExactly(
                        "restore app registration '" + APP_NAME + "' (" + CLIENT_ID + ") from the recycle bin",
                        "create service principal",
                        CONSENT.get(0),
                        CONSENT.get(1));
    }

    @Test
    void whatAnAdministratorSwitchedOffStaysOff() {
        PlannerFixture situation = appOnly();
        Application app = app(WANTED, WANTED);
        situation.managed = app.newBuilder().disabled(true).build();
        assertObstacle(situation, ProcedureProblem.SWITCHED_OFF);
    }

    @Test
    void aMultiTenantAudienceIsNarrowed() {
        PlannerFixture situation = appOnly();
        Application app = app(WANTED, WANTED);
        situation.managed =
                app.newBuilder().signInAudience("AzureADMultipleOrgs").build();
        assertThat(situation.plan().changes().get(0).reason()).contains("AzureADMultipleOrgs");
    }

    @Test
    void extraPermissionsAreReportedAndRemovedOnlyOnRequest() {
        PlannerFixture situation = appOnly();
        situation.managed = app(List.of(USER_READ, GROUP_READ, EXTRA), List.of(USER_READ, GROUP_READ, EXTRA));
        assertThat(situation.plan().changesNothing()).isTrue();
        assertThat(situation.plan().findings())
                .extracting(Plan.Finding::resource)
                .containsExactly(Resource.APPLICATION, Resource.CONSENT);
        assertThat(situation.plan().remarks()).hasSize(2).allMatch(remark -> remark.contains("Mail.Read"));
        situation.allowances = EnumSet.of(Allowance.REMOVE_EXTRA_PERMISSIONS);
        assertThat(situation.changes())
                .containsExactly("update app registration '" + APP_NAME + "'", "withdraw admin consent to Mail.Read");
    }

    @Test
    void laterStagesAskForTheAppFirst() {
        PlannerFixture situation = new PlannerFixture();
        situation.stages = EnumSet.of(Stage.SECRET);
        assertObstacle(situation, ProcedureProblem.NO_APP);
        situation.managed = app(WANTED, List.of(), ours("a", Duration.ofDays(700)));
        situation.stored = stored("a", Duration.ofDays(700));
        assertThat(situation.plan().changesNothing()).isTrue();
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("Admin consent is missing");
    }

    private static void assertObstacle(PlannerFixture situation, ProcedureProblem problem) {
        Plan plan = situation.plan();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(ProblemException::problem).containsExactly(problem);
    }
}
