package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A2 of {@code docs/security.md}: a second key with a marker in this controller's form. */
class StraySecretsTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static ClientSecret copied(String credentialsId, Optional<Duration> age, Duration left) {
        return new ClientSecret(
                key("b"),
                new SecretMarker(OURS, PLACE, credentialsId).freshNames().get(),
                "b",
                NOW.plus(left),
                age.map(NOW::minus));
    }

    private static PlannerFixture with(ClientSecret more) {
        PlannerFixture situation = PlannerFixture.onboarded();
        ClientSecret own = situation.managed.secrets().get(0);
        situation.managed =
                situation.managed.newBuilder().secrets(List.of(own, more)).build();
        return situation;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "for a credential that does not exist, invented, P2D, P365D, false, true",
        "that an interrupted run may have left, invented, PT1H, P365D, false, false",
        "whose age Entra does not say, invented, , P365D, false, false",
        "that has expired, invented, P2D, -P1D, false, false",
        "that another credential keeps, invented, P2D, P365D, true, false",
    })
    void aSecretWithOurMarkerIsOurs(
            String which, String credentialsId, Duration age, Duration left, boolean kept, boolean stray) {
        PlannerFixture situation = with(copied(credentialsId, Optional.ofNullable(age), left));
        if (kept) {
            situation.keptAnywhere.add(key("b").toUpperCase(Locale.ROOT));
        }

        Plan plan = situation.plan();

        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.changes()).isEmpty();
        if (stray) {
            assertThat(plan.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.resource()).isEqualTo(Resource.CLIENT_SECRET);
                assertThat(finding.sentence()).contains(key("b")).contains("none of its credentials keeps it");
            });
        } else {
            assertThat(plan.findings()).isEmpty();
        }
    }

    @Test
    void nothingMoreIsGrantedBesideAStrayOne() {
        PlannerFixture situation = with(copied("invented", Optional.of(TWO_DAYS), YEAR));
        situation.managed = situation
                .managed
                .newBuilder()
                .servicePrincipal(Optional.of(principal(List.of(USER_READ))))
                .build();

        Plan plan = situation.plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).singleElement().satisfies(problem -> {
            assertThat(problem.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
            assertThat(problem.cause()).contains(key("b"));
            assertThat(problem.remedy()).contains("remove it in the Entra admin center");
        });
    }

    /** A run that died between Entra's answer and the vault must not keep the next one from going on. */
    @Test
    void besideAYoungOneConsentsAreGranted() {
        PlannerFixture situation = with(copied("invented", Optional.of(HOUR), YEAR));
        situation.managed = situation
                .managed
                .newBuilder()
                .servicePrincipal(Optional.of(principal(List.of(USER_READ))))
                .build();

        assertThat(situation.plan().obstacles()).isEmpty();
        assertThat(situation.changes()).singleElement().asString().contains(GROUP_READ.name());
    }

    /** The run's own credential: what is certainly unused goes, and what may be in use is a finding. */
    @ParameterizedTest
    @CsvSource({"P2D, true", "PT1H, false"})
    void ofTheOwnCredentialWhatMayBeInUseIsAFindingAfterADay(Duration age, boolean found) {
        PlannerFixture situation = with(copied(CREDENTIALS_ID, Optional.of(age), YEAR));
        situation.serverSeen = false;

        Plan plan = situation.plan();

        assertThat(plan.obstacles()).extracting(ProblemException::problem).isEmpty();
        assertThat(plan.findings().size()).isEqualTo(found ? 1 : 0);
        assertThat(plan.remarks()).anyMatch(remark -> remark.contains(key("b")));
    }

    @Test
    void ofTheOwnCredentialWhatIsUnusedGoesAfterADay() {
        assertThat(with(copied(CREDENTIALS_ID, Optional.of(TWO_DAYS), YEAR)).changes())
                .containsExactly("remove client secret " + key("b"));
    }
}
