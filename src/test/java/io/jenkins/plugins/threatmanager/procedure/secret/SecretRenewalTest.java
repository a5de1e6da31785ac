package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.secret.SecretPlans.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stored secret that is due is renewed, or waits until there is room for another. */
class SecretRenewalTest {

    @Test
    void anExpiredPreviousSecretThatAStaleProfileNamesDoesNotKeepTheRenewalWaiting() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.managed = app(WANTED, WANTED, ours("b", Duration.ofDays(-1)), ours("a", Duration.ofDays(20)));
        situation.stored = storedAfter("a", Duration.ofDays(20), "b", Duration.ofDays(-1));
        addStaleProfile(situation, "b");

        assertThat(situation.plan().changes()).anyMatch(Change.AddSecret.class::isInstance);
    }

    @Test
    void aRenewalThatAStaleProfileKeepsWaitingIsAnObstacleInTheLastDays() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.managed = app(WANTED, WANTED, ours("b", Duration.ofDays(90)), ours("a", Duration.ofDays(5)));
        situation.stored = storedAfter("a", Duration.ofDays(5), "b", Duration.ofDays(90));
        addStaleProfile(situation, "b");

        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(ProcedureProblem.SECRET_MAY_BE_IN_USE);
    }

    @Test
    void aRenewalWaitsForAYoungOneAsLongAsTheStoredOneWorks() {
        Duration due = Duration.ofDays(10);
        ClientSecret young = made(ours("l", LONG), Duration.ofHours(1));
        PlannerFixture situation = with(stored("a", due), "a", ours("a", due), young);
        assertChanges(situation);
        assertThat(situation.plan().remarks())
                .anyMatch(remark -> remark.contains("it waits until 2026-11-24 07:10 UTC"));
        Duration hours = Duration.ofHours(20);
        assertObstacle(with(stored("a", hours), "a", ours("a", hours), young), ProcedureProblem.ANOTHER_RUN, key("l"));
    }

    @Test
    void aSecretIsRenewedWithinTheLastDays() {
        PlannerFixture situation = with(stored("a", Duration.ofDays(30)), "a", ours("a", Duration.ofDays(30)));
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
        PlannerFixture situation = with(storedAfter("b", due, "a", LONG), "a", ours("a", LONG), ours("b", due));
        assertChanges(situation, PUT);
        assertThat(situation.plan().remarks()).hasSize(1).first().asString().contains("renewal waits");
    }
}
