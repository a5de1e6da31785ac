package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What app management policies leave of what is wanted of a client secret. */
class SecretTermsTest {

    private static final String NO_SECRETS = "{'restrictionType':'passwordAddition'}";

    private final PlannerFixture situation = new PlannerFixture();

    private SecretTerms terms() {
        return SecretTerms.of(
                situation.request(), situation.observed(Optional.empty()), Optional.ofNullable(situation.managed));
    }

    @ParameterizedTest
    @CsvSource({
        // policy, lifetime, renewBefore, grace, expires, renewed, kept
        "P90D, 24 months, 30 days, 1 day, 2027-02-21, 30 days, 1 day",
        "P90D, 24 months, 45 days, 1 day, 2027-02-21, 45 days, 1 day",
        "P90D, 24 months, 46 days, 1 day, 2027-02-21, 45 days, 1 day",
        "P90D, 24 months, 120 days, 1 day, 2027-02-21, 45 days, 1 day",
        "P90D, 24 months, 120 days, 60 days, 2027-02-21, 45 days, 22 days",
        "P20D, 24 months, 30 days, 1 day, 2026-12-13, 10 days, 1 day",
        "P4D, 24 months, 30 days, 1 day, 2026-11-27, 2 days, 1 day",
        // What fits is left as it is.
        "P90D, 90 days, 80 days, 40 days, 2027-02-21, 80 days, 40 days",
        "P90D, 60 days, 50 days, 40 days, 2027-01-22, 50 days, 40 days",
        "P2Y, 24 months, 120 days, 60 days, 2028-11-23, 120 days, 60 days",
        "P3650D, 24 months, 120 days, 60 days, 2028-11-23, 120 days, 60 days"
    })
    void whatDoesNotFitIsShortened(
            String policy,
            String lifetime,
            String renewBefore,
            String grace,
            String expires,
            String renewed,
            String kept) {
        situation.restricted(longest(policy));
        situation.lifetime = lifetime;
        situation.renewBefore = renewBefore;

        SecretTerms terms = terms();

        assertThat(UtcFormat.of(terms.expires())).isEqualTo(expires);
        assertThat(terms.renewBefore()).hasToString(renewed);
        assertThat(terms.grace(CalendarPeriod.parse(grace))).hasToString(kept);
        assertThat(terms.obstacle()).isEmpty();
    }

    @Test
    void theRemarkNamesThePolicyAndBothLifetimes() {
        situation.restricted(longest("P90D"));
        assertThat(terms().remark())
                .contains(
                        "The tenant's default app management policy lets client secrets live for 90 days at most, so a"
                                + " new one does, instead of 24 months.");

        situation.renewBefore = "120 days";
        assertThat(terms().remark())
                .contains(
                        "The tenant's default app management policy lets client secrets live for 90 days at most, so a"
                                + " new one does, instead of 24 months; it is renewed 45 days before it expires,"
                                + " instead of 120 days.");

        situation.lifetime = "90 days";
        situation.renewBefore = "30 days";
        assertThat(terms().remark()).isEmpty();
    }

    @Test
    void aTokenFromAnHourAgoTellsEntrasTime() {
        situation.restricted(longest("P90D"));
        situation.entraTime = NOW.minus(Duration.ofHours(1));

        assertThat(terms().expires()).isEqualTo(NOW.plus(Duration.ofDays(90)).minus(Duration.ofHours(1)));
    }

    @Test
    void aPolicyOfAPlannedAppIsNotThatOfAnOldOne() {
        String fromToday = NO_SECRETS.replace("}", ",'restrictForAppsCreatedAfterDateTime':'" + NOW + "'}");
        situation.restricted(fromToday);
        assertThat(terms().obstacle()).isPresent();

        situation.managed = app(WANTED, WANTED)
                .newBuilder()
                .created(Optional.of(NOW.minusSeconds(1)))
                .build();
        assertThat(terms().obstacle()).isEmpty();

        situation.managed = app(WANTED, WANTED);
        assertThat(terms().obstacle()).as("without a date it is an old one").isEmpty();
    }

    @Test
    void whatForbidsASecretStopsThePlanBeforeAnythingIsChanged() {
        situation.restricted(NO_SECRETS);

        Plan plan = situation.plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(ProblemException::problem).contains(EntraProblem.SECRETS_FORBIDDEN);
        assertThat(plan.obstacles().get(0).getMessage())
                .contains("the tenant's default app management policy forbids it");
    }

    @Test
    void aLifetimeThatNobodyCanRenewInIsAnObstacle() {
        situation.restricted(longest("PT72H"));

        assertThat(terms().obstacle().map(ProblemException::problem)).contains(EntraProblem.SECRET_LIFETIME_TOO_SHORT);
        situation.lifetime = "3 days";
        situation.renewBefore = "1 day";
        assertThat(terms().obstacle()).as("who asks for it gets it").isEmpty();
    }

    @Test
    void aPolicyThatForbidsTheNextOneIsFoundBeforeItIsDue() {
        PlannerFixture onboarded = PlannerFixture.onboarded().restricted(NO_SECRETS);

        Plan plan = onboarded.plan();

        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith("The stored client secret cannot be renewed when it is due. ")
                        .contains("the tenant's default app management policy forbids it"));
    }

    @Test
    void aSecretThatWasDueWhenItWasMadeIsNotRenewedEachNightThoughPoliciesCannotBeRead() {
        situation.renewBefore = "120 days";
        situation.stored = stored("a", Duration.ofDays(80));
        ClientSecret young = new ClientSecret(
                key("a"),
                marker().freshNames().get(),
                "a",
                NOW.plus(Duration.ofDays(80)),
                Optional.of(NOW.minus(Duration.ofDays(10))));
        situation.managed = app(WANTED, WANTED, young);

        assertThat(terms().renewBefore()).hasToString("45 days");
        assertThat(situation.plan().changes()).noneMatch(Change.AddSecret.class::isInstance);
    }
}
