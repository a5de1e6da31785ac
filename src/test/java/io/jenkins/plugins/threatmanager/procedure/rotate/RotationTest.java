package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationOnStandIns;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The phases of a rotation, with one server. */
class RotationTest extends RotationOnStandIns {

    @Test
    void aNightBeforeItIsDueChangesNothing() throws Exception {
        world(1);
        world.pass(Duration.ofDays(600));
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).isEmpty();
        assertSettled("tm-1");
    }

    @Test
    void aDueSecretIsReplacedAndTheOlderOneGoesAfterTheGracePeriod() throws Exception {
        world(1);
        String older = world.stored().keyId();
        world.passUntilDue();

        Outcome first = world.rotate(NIGHTLY, "tm-1");

        assertThat(first.done()).hasSize(3);
        assertThat(phase(first)).isEqualTo(RotationPhase.IN_GRACE);
        Overview.Rotation rotation = first.overview().rotation().orElseThrow();
        assertThat(rotation.previous().orElseThrow().keyId()).isEqualTo(older);
        assertThat(rotation.previous().orElseThrow().keptUntil())
                .hasValueSatisfying(until -> assertThat(until)
                        .isBetween(
                                world.land.time().instant().plus(Duration.ofHours(23)),
                                world.land.time().instant().plus(Duration.ofHours(24))));
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).isEmpty();

        world.pass(TWO_DAYS);
        Outcome later = world.rotate(NIGHTLY, "tm-1");
        assertThat(later.done()).extracting(Change::what).containsExactly("remove client secret " + older);
        assertThat(phase(later)).isEqualTo(RotationPhase.UP_TO_DATE);
        assertSettled("tm-1");
    }

    /** A directory role that is limited to the app registration: Graph allows what the token does not show. */
    @Test
    void aTokenThatDoesNotNameTheRightDoesNotLetTheSecretExpire() throws Exception {
        world(1);
        world.land.app().addAdministrator(world.land.app().owners().iterator().next());
        world.land.tenant().revokeByHand(world.land.bootstrap(), "Application.ReadWrite.OwnedBy");
        world.passUntilDue();

        Outcome first = world.rotate(NIGHTLY, "tm-1");

        assertThat(first.done()).hasSize(3);
        assertThat(first.plan().remarks())
                .anySatisfy(remark -> assertThat(remark).contains("lacks the application permission"));
    }

    @Test
    void anExpiryEditedByHandIsPutRightAndRotatesNothing() throws Exception {
        world(1);
        Instant right = world.stored().expires();
        edit(Duration.ofDays(-720));
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).hasOnlyElementsOfType(Change.CorrectCredential.class);
        assertThat(world.stored().expires()).isEqualTo(right);
        assertSettled("tm-1");
    }

    @Test
    void anExpiryEditedInTheGracePeriodIsPutRightAndTheOlderSecretGoes() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        Instant right = world.stored().expires();
        edit(Duration.ofDays(900));
        world.pass(TWO_DAYS);
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).hasSize(2);
        assertThat(world.stored().expires()).isEqualTo(right);
        assertSettled("tm-1");
    }

    private void edit(Duration by) throws InterruptedException {
        StoredSecret stored = world.stored();
        world.land.vault().store(stored.with(stored.expires().plus(by)));
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        world(2);
        world.passUntilDue();
        String before = world.stored().keyId();
        Outcome outcome = world.plan(NIGHTLY, "tm-1", "tm-2");
        assertThat(outcome.plan().changes()).hasSize(4);
        assertThat(outcome.done()).isEmpty();
        assertThat(phase(outcome)).isEqualTo(RotationPhase.DUE);
        assertThat(world.stored().keyId()).isEqualTo(before);
        assertThat(world.watch.managed()).hasSize(1);
    }

    @Test
    void withoutGracePeriodOneRunDoesAll() throws Exception {
        world(1);
        Outcome outcome = world.rotate(AT_ONCE, "tm-1");
        assertThat(outcome.done()).hasSize(4);
        assertSettled("tm-1");
    }

    @Test
    void forceInsideTheGracePeriodSaysUntilWhen() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        ProblemException failure = failure(FORCE, "tm-1");
        assertThat(failure.problem()).isEqualTo(ProcedureProblem.OLDER_SECRET_STAYS);
        assertThat(failure.cause()).contains("is kept until 2026-11-24 ");
        world.rotate(AT_ONCE, "tm-1");
        assertSettled("tm-1");
    }

    @Test
    void aCredentialDeletedByHandIsMadeAnew() throws Exception {
        world(1);
        world.land.vault().clear();
        assertThat(failure(NIGHTLY, "tm-1").problem())
                .as("nothing says any more that the app was onboarded")
                .isEqualTo(ProcedureProblem.NOT_TRUSTED);
        world.removeForeign();
        world.rotate(NIGHTLY, "tm-1");
        world.rotate(NIGHTLY, "tm-1");
        assertThat(world.watch.managed()).hasSize(2);
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1");
    }

    @Test
    void theVaultIsAskedBeforeASecretIsMade() throws Exception {
        world(1);
        world.land.vault().refuse();
        assertThat(failure(FORCE, "tm-1").problem()).isEqualTo(ProcedureProblem.VAULT_REFUSED);
        assertThat(world.watch.managed()).hasSize(1);
    }

    @Test
    void lagWhileRotatingTwiceAtOnceLeavesNoOrphan() throws Exception {
        world(1);
        world.land.entra().behaviour().lag(Duration.ofMinutes(1)).flappingTokenEndpoint();
        world.rotate(AT_ONCE, "tm-1");
        world.rotate(AT_ONCE, "tm-1");
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1");
    }

    @Test
    void aRotationAndAQuietNightCostFewRequests() throws Exception {
        world(1);
        assertCost("a quiet night", 3, 0, 3);
        world.passUntilDue();
        assertCost("a rotation", 4, 5, 9);
        world.pass(TWO_DAYS);
        assertCost("the removal after the grace period", 4, 0, 4);
        assertSettled("tm-1");
    }

    /**
     * One thread sends one request after the other, so each is a sequential round trip.
     *
     * @param proofs tokens that prove the new secret
     */
    private void assertCost(String what, int entra, int proofs, int threatManager) throws InterruptedException {
        world.land.entra().forget();
        world.server("tm-1").http().forget();
        world.rotate(NIGHTLY, "tm-1");
        assertThat(world.land.entra().httpRequests()).as(what).isEqualTo(entra + proofs);
        assertThat(world.server("tm-1").count("*")).as(what).isEqualTo(threatManager);
    }
}
