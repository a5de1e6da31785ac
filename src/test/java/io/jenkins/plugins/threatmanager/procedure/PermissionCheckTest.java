package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardPlanner;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan says of a bootstrap identity that may not do all of it. */
class PermissionCheckTest {

    private static final String OWNED = "Application.ReadWrite.OwnedBy";
    private static final String CONSENT = "AppRoleAssignment.ReadWrite.All";
    private static final String READ = "Application.Read.All";

    private static Plan plan(PermissionCheck.Consents consents, String... held) {
        PlannerFixture situation = new PlannerFixture();
        situation.bootstrap = new BootstrapPrivileges("", Set.of(held));
        return plan(situation, consents);
    }

    private static Plan plan(PlannerFixture situation, PermissionCheck.Consents consents) {
        return OnboardPlanner.plan(
                situation.request(), situation.observed(Optional.empty()), WANTED, List.of(), consents);
    }

    @Test
    void leastPrivilegeIsEnough() {
        assertThat(plan(PermissionCheck.Consents.NEEDED, OWNED, CONSENT, READ).obstacles())
                .isEmpty();
        assertThat(plan(PermissionCheck.Consents.NEEDED, "Application.ReadWrite.All", CONSENT)
                        .obstacles())
                .isEmpty();
    }

    @Test
    void allThatIsMissingIsOneObstacle() {
        Plan plan = plan(PermissionCheck.Consents.NEEDED, READ);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).singleElement().satisfies(failure -> {
            assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
            assertThat(failure.cause())
                    .isEqualTo(String.join(
                            " ",
                            "The bootstrap identity may not create or change the app registration, create the service",
                            "principal, consent to application permissions and add a client secret: its token",
                            "lacks the application permission " + OWNED + " and " + CONSENT + "."));
        });
    }

    @Test
    void consentsAloneKeepAPlanFromItsEndAndARunWaitsForAPerson() {
        Plan plan = plan(PermissionCheck.Consents.NEEDED, OWNED, READ);
        assertThat(plan.changes()).hasSize(6);
        assertThat(plan.obstacles())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.cause()).contains(CONSENT).doesNotContain(READ));

        Plan run = plan(PermissionCheck.Consents.BY_A_PERSON, OWNED);
        assertThat(run.obstacles()).isEmpty();
        assertThat(run.changes()).hasSize(6);
        assertThat(run.remarks())
                .anySatisfy(remark ->
                        assertThat(remark).contains(CONSENT + " and " + READ).endsWith("A person has to consent."));
    }

    @Test
    void whatIsNotNeededIsNotMissed() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.bootstrap = new BootstrapPrivileges("", Set.of(READ));
        assertThat(plan(situation, PermissionCheck.Consents.NEEDED).obstacles()).isEmpty();
    }

    /** A directory role that is limited to the app is in no token, so only Graph can tell. */
    @Test
    void aRunTriesWhatTheTokenDoesNotNameOnAnAppThatIsThere() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.managed = app(WANTED, WANTED, ours("a", Duration.ofDays(10)));
        situation.stored = stored("a", Duration.ofDays(10));
        situation.bootstrap = new BootstrapPrivileges("", Set.of(READ));

        Plan run = plan(situation, PermissionCheck.Consents.TRIED);
        assertThat(run.obstacles()).isEmpty();
        assertThat(run.changes()).anyMatch(Change.AddSecret.class::isInstance);
        assertThat(run.remarks())
                .anySatisfy(remark ->
                        assertThat(remark).contains("lacks the application permission " + OWNED, "Graph decides"));
        assertThat(plan(situation, PermissionCheck.Consents.NEEDED).obstacles()).hasSize(1);

        PlannerFixture empty = new PlannerFixture();
        empty.bootstrap = situation.bootstrap;
        assertThat(plan(empty, PermissionCheck.Consents.TRIED).obstacles()).hasSize(1);
    }

    @Test
    void aTokenThatDoesNotTellIsNoObstacle() {
        assertThat(plan(PermissionCheck.Consents.NEEDED).obstacles()).isEmpty();
        PlannerFixture situation = new PlannerFixture();
        situation.bootstrap = new BootstrapPrivileges("", Set.of(READ), false);
        assertThat(plan(situation, PermissionCheck.Consents.NEEDED).obstacles()).isEmpty();
    }

    @Test
    void otherObstaclesHideNothing() {
        PlannerFixture situation = new PlannerFixture();
        situation.bootstrap = new BootstrapPrivileges("", Set.of(READ));
        OnboardRequest like = situation.request();
        OnboardRequest request = Requests.of(like, List.of("Sites.Read.All", "User.Read.All", "Files.Read.All"));

        Plan plan = OnboardPlanner.plan(
                request,
                situation.observed(Optional.empty()),
                List.of(USER_READ),
                List.of(),
                PermissionCheck.Consents.NEEDED);

        assertThat(plan.obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(EntraProblem.PERMISSION_NOT_OFFERED, EntraProblem.MISSING_PERMISSION);
        assertThat(plan.obstacles().get(0).cause()).contains("named Sites.Read.All and Files.Read.All in");
    }

    // ---- on the stand-ins ------------------------------------------------------------------------------------------

    private static EngineFixture landscape(String... permissions) {
        return new EngineFixture(new RelativeDialect(), ApiProfile.bundledText(), permissions);
    }

    @Test
    void aPlanWithoutTheRightToConsentSaysSoInItsResult() throws Exception {
        try (EngineFixture world = landscape(OWNED, READ)) {
            Outcome outcome = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());

            assertThat(outcome.plan().obstacles())
                    .extracting(ProblemException::problem)
                    .containsExactly(EntraProblem.MISSING_PERMISSION);
            assertThat(outcome.plan().changes()).hasSize(18);
        }
    }

    @Test
    void aRunWithoutTheRightToWriteChangesNothingAndNamesAllThatIsMissing() throws Exception {
        try (EngineFixture world = landscape(READ)) {
            assertThatThrownBy(world::run).isInstanceOfSatisfying(ProblemException.class, failure -> {
                assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
                assertThat(failure.cause()).contains(OWNED);
            });
            assertThat(world.entra().http().received())
                    .filteredOn(request -> request.method().equals("PATCH"))
                    .isEmpty();
        }
    }

    @Test
    void whereNotEvenReadingIsAllowedTheRestIsNamedToo() throws Exception {
        try (EngineFixture world = landscape()) {
            assertThatThrownBy(() -> world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation()))
                    .isInstanceOfSatisfying(ProblemException.class, failure -> {
                        assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
                        assertThat(failure.cause())
                                .endsWith("lacks the application permission " + READ + ", " + OWNED + " and " + CONSENT
                                        + ".");
                        assertThat(failure.reference()).startsWith("request-id ");
                    });
        }
    }

    @Test
    void permissionsThatTheCloudDoesNotOfferAreNamedTogetherInTheOrderOfTheRequest() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            List<String> absent = List.of("Device.Read.All", "IdentityRiskyUser.Read.All", "User.Read.All");
            absent.forEach(world.tenant()::withdraw);

            Outcome outcome = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());

            assertThat(outcome.plan().obstacles()).singleElement().satisfies(failure -> {
                assertThat(failure.problem()).isEqualTo(EntraProblem.PERMISSION_NOT_OFFERED);
                assertThat(failure.cause()).contains("Device.Read.All, IdentityRiskyUser.Read.All and User.Read.All");
            });
            assertThatThrownBy(world::run)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            failure -> assertThat(failure.getMessage())
                                    .isEqualTo(outcome.plan().obstacles().get(0).getMessage()));
        }
    }
}
