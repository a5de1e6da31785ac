package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInPolicies;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tenants whose administrators restrict app registrations, from the first onboarding to the last rotation. */
class TenantPoliciesTest {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private static Consumer<EngineFixture> withDefault(String... restrictions) {
        return land -> {
            land.tenant().grantByHand(land.bootstrap(), "Policy.Read.All");
            land.entra().behaviour().policies().setDefault(restrictions);
        };
    }

    /** @return how many secrets were made in the time */
    private static long nightly(RotationFixture fixture, Duration time, RotationTerms terms) throws Exception {
        long before = fixture.land.tenant().issuedSecrets().size();
        for (int night = 0; night < time.toDays(); night++) {
            fixture.pass(Duration.ofDays(1));
            fixture.rotate(terms, "tm-1");
            assertThat(fixture.hasNoOrphan()).isTrue();
        }
        return fixture.land.tenant().issuedSecrets().size() - before;
    }

    @Test
    void aYearUnderNinetyDays() throws Exception {
        try (RotationFixture fixture =
                new RotationFixture(1, "24 months", "30 days", withDefault(StandInPolicies.lifetime("P90D")))) {
            assertThat(fixture.stored().expires())
                    .isEqualTo(fixture.land.app().created.plus(Duration.ofDays(90)));

            assertThat(nightly(fixture, A_YEAR, RotationFixture.NIGHTLY))
                    .as("one each sixty days")
                    .isEqualTo(6);
            assertThat(fixture.watch.lapses()).isEmpty();
        }
    }

    @Test
    void aYearUnderNinetyDaysWithARenewalThatDoesNotFit() throws Exception {
        try (RotationFixture fixture =
                new RotationFixture(1, "24 months", "120 days", withDefault(StandInPolicies.lifetime("P90D")))) {
            assertThat(nightly(
                            fixture, A_YEAR, RotationFixture.NIGHTLY.withGracePeriod(CalendarPeriod.parse("60 days"))))
                    .as("one each 45 days")
                    .isEqualTo(8);
            assertThat(fixture.watch.lapses()).isEmpty();
        }
    }

    /** The old secret lives for long, so it must not be what the renewal of the new one waits for. */
    @Test
    void aPolicyThatComesLaterThanTheFirstSecret() throws Exception {
        try (RotationFixture fixture = new RotationFixture(1, "24 months", "120 days")) {
            withDefault(StandInPolicies.lifetime("P90D")).accept(fixture.land);
            RotationTerms terms = RotationFixture.NIGHTLY.withGracePeriod(CalendarPeriod.parse("100 days"));
            fixture.rotate(terms.withForce(), "tm-1");

            assertThat(nightly(fixture, Duration.ofDays(190), terms)).isEqualTo(4);
            assertThat(fixture.watch.lapses()).isEmpty();
        }
    }

    @Test
    void ninetyDaysThatNobodyMayReadButThatAreAskedFor() throws Exception {
        try (RotationFixture fixture = new RotationFixture(
                1,
                "90 days",
                "30 days",
                land -> land.entra().behaviour().policies().setDefault(StandInPolicies.lifetime("P90D")))) {
            assertThat(nightly(fixture, Duration.ofDays(130), RotationFixture.NIGHTLY))
                    .isEqualTo(2);
            assertThat(fixture.watch.lapses()).isEmpty();
        }
    }

    @Test
    void aTenantWithoutSecretsIsOnboardedOnceTheAppIsExempt() throws Exception {
        try (EngineFixture land = new EngineFixture()) {
            withDefault(StandInPolicies.noSecrets()).accept(land);

            ProblemException refused = assertThrows(ProblemException.class, land::run);

            assertThat(refused.problem()).isEqualTo(EntraProblem.SECRETS_FORBIDDEN);
            assertThat(land.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME))
                    .isEmpty();
            assertThat(land.threatManager().console().profiles()).isEmpty();

            land.onboarding(ProcedureListener.NONE).run(Requests.appOnly(land.request()), land.operation());
            land.entra().behaviour().policies().assign(land.app(), "Sync", StandInPolicies.lifetime("P180D"));
            Outcome outcome = land.run();

            assertThat(outcome.plan().remarks())
                    .anyMatch(remark -> remark.startsWith("The app management policy 'Sync' that is assigned to it lets"
                            + " client secrets live for 180 days at most"));
            assertThat(land.vault().find(EngineFixture.CREDENTIALS_ID)).isPresent();
        }
    }

    @Test
    void aPolicyThatNobodyMayReadIsRefusedByGraphAsBefore() throws Exception {
        try (EngineFixture land = new EngineFixture()) {
            land.entra().behaviour().policies().setDefault(StandInPolicies.lifetime("P90D"));

            ProblemException refused = assertThrows(ProblemException.class, land::run);

            assertThat(refused.problem()).isEqualTo(EntraProblem.SECRET_LIFETIME_TOO_LONG);
            assertThat(refused.remedy()).contains("Policy.Read.All");
        }
    }

    @Test
    void aTenantThatRequiresAReferenceIsOnboarded() throws Exception {
        try (EngineFixture land = new EngineFixture()) {
            land.entra().behaviour().requireServiceManagementReference();

            ProblemException refused = assertThrows(ProblemException.class, land::run);
            assertThat(refused.problem()).isEqualTo(EntraProblem.SERVICE_MANAGEMENT_REFERENCE_REQUIRED);

            String ada = land.tenant().addUser("Ada");
            land.details = new AppDetails(List.of(ada), "Ask the SOC.", "CMDB-123");
            land.policy = land.policy.trusting(Set.of(ada));
            land.run();

            assertThat(land.app().serviceManagementReference()).isEqualTo("CMDB-123");
            assertThat(land.app().notes()).isEqualTo("Ask the SOC.");
            assertThat(land.app().owners()).contains(ada).hasSize(2);
            assertThat(land.run().plan().differences()).isZero();

            land.app().note("by hand");
            Outcome corrected = land.run();

            assertThat(corrected.done()).singleElement().isInstanceOf(Change.UpdateApplication.class);
            assertThat(land.app().notes()).isEqualTo("Ask the SOC.");
        }
    }

    /** Who is just faster keeps what they wrote of what nobody requires. */
    @Test
    void anAppThatComesBetweenLookAndCreationKeepsItsNotes() throws Exception {
        try (EngineFixture land = new EngineFixture()) {
            land.details = new AppDetails(List.of(), "Ask the SOC.", "");
            String mallory = land.tenant().addUser("Mallory");
            boolean[] made = {false};
            land.entra().http().faults(request -> {
                if (request.method().equals("PATCH") && !made[0]) {
                    made[0] = true;
                    land.tenant()
                            .registerAsMember(
                                    mallory,
                                    ProcedureRequest.DEFAULT_APP_NAME,
                                    ProcedureRequest.DEFAULT_UNIQUE_NAME,
                                    List.of())
                            .note("Mallory's");
                }
                return java.util.Optional.empty();
            });

            ProblemException refused = assertThrows(ProblemException.class, land::run);

            assertThat(made[0]).isTrue();
            assertThat(refused.problem()).isInstanceOf(ProcedureProblem.class);
            assertThat(land.app().notes()).isEqualTo("Mallory's");
            assertThat(land.app().secrets()).isEmpty();
        }
    }
}
