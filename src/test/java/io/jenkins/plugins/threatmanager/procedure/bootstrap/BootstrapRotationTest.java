package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.standin.StandInPolicies;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bootstrap identity's own secret: moved, rotated, the older one removed after its grace period. */
class BootstrapRotationTest {

    private static final Duration YEARS = Duration.ofDays(3 * 365);

    private final BootstrapFixture world = new BootstrapFixture();

    @AfterEach
    void close() {
        assertThat(world.lockedOut()).as("when nothing kept signed in").isEmpty();
        assertThat(world.land.bootstrap().secrets())
                .as("a stranger's secret stays")
                .contains(world.foreign);
        world.close();
    }

    private List<String> changes(Outcome outcome) {
        return outcome.done().stream()
                .map(change -> change.getClass().getSimpleName())
                .toList();
    }

    @Test
    void itIsMovedOnceAndLeftWhereItWas() throws Exception {
        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY))).containsExactly("StoreSecret");
        StoredSecret kept = world.kept().orElseThrow();
        assertThat(kept.keyId()).isEqualTo(world.configured.keyId());
        assertThat(kept.text().reveal()).isEqualTo(world.configured.text());
        assertThat(kept.expires()).isEqualTo(world.configured.end());
        assertThat(world.rotate(BootstrapFixture.NIGHTLY).done()).isEmpty();
    }

    @Test
    void whenItIsDueANewOneIsMadeAndTheOlderOneGoesAfterItsGracePeriod() throws Exception {
        world.rotate(BootstrapFixture.NIGHTLY);
        world.pass(Duration.ofDays(31));
        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY))).containsExactly("AddSecret", "StoreSecret");
        StoredSecret kept = world.kept().orElseThrow();
        assertThat(kept.previous().orElseThrow().keyId()).isEqualTo(world.configured.keyId());
        assertThat(((BootstrapIdentity.ClientSecret) world.identity()).secret()).isEqualTo(kept.text());

        assertThat(world.rotate(BootstrapFixture.NIGHTLY).done()).isEmpty();
        world.pass(Duration.ofDays(2));
        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY))).containsExactly("RemoveSecret");
        assertThat(world.kept().orElseThrow().previous()).isEmpty();
        assertThat(world.land.bootstrap().secrets())
                .extracting(StandInSecret::keyId)
                .containsExactlyInAnyOrder(kept.keyId(), world.foreign.keyId());
        assertThat(world.rotate(BootstrapFixture.NIGHTLY).done()).isEmpty();
    }

    /** Of two secrets with the hint of the configured one nobody can say which it is, so neither is removed. */
    @Test
    void whatCannotBeToldApartIsNotRemoved() throws Exception {
        StandInSecret twin = world.land
                .tenant()
                .addSecretByHand(
                        world.land.bootstrap(),
                        "twin",
                        Instant.parse("2098-01-01T00:00:00Z"),
                        world.configured.text().substring(0, 3));
        world.rotate(BootstrapFixture.FORCE);
        assertThat(world.kept().orElseThrow().previous()).isEmpty();
        world.pass(Duration.ofDays(3));
        assertThat(world.rotate(BootstrapFixture.NIGHTLY).done()).isEmpty();
        assertThat(world.land.bootstrap().secrets()).contains(twin, world.configured);
    }

    /** Another tenant's entry may have had it copied, or the domain may have had another name then. */
    @Test
    void theTenantThatIsNotedWithItStays() throws Exception {
        world.rotate(BootstrapFixture.NIGHTLY);
        StoredSecret copied = world.kept().orElseThrow();
        world.land
                .vault()
                .store(new StoredSecret(
                        copied.credentialsId(),
                        "old-name.example.com",
                        copied.clientId(),
                        copied.current(),
                        copied.previous()));
        world.rotate(BootstrapFixture.FORCE);
        assertThat(world.kept().orElseThrow().tenant()).isEqualTo("old-name.example.com");
        assertThat(world.kept().orElseThrow().keyId()).isNotEqualTo(copied.keyId());
    }

    /** A person removed it in Entra; what the configuration names signs in. */
    @Test
    void ifTheKeptOneIsGoneANewOneIsMade() throws Exception {
        world.rotate(BootstrapFixture.FORCE);
        String lost = world.kept().orElseThrow().keyId();
        world.land.tenant().removeSecretByHand(world.land.bootstrap(), lost);
        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY))).contains("AddSecret", "StoreSecret");
        assertThat(world.kept().orElseThrow().keyId()).isNotEqualTo(lost);
    }

    /** Nobody rotated for years; an administrator has stored a new secret, as the error says. */
    @Test
    void ifBothKeptOnesHaveExpiredANewOneIsMadeFromWhatIsConfigured() throws Exception {
        world.rotate(BootstrapFixture.FORCE);
        Set<String> expired = world.land.bootstrap().secrets().stream()
                .map(StandInSecret::keyId)
                .filter(id -> !id.equals(world.foreign.keyId()))
                .collect(Collectors.toSet());
        world.configured =
                world.land.tenant().addSecretByHand(world.land.bootstrap(), "renewed", world.now().plus(YEARS));
        world.pass(YEARS.minusDays(90));

        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY)))
                .containsExactly("RemoveSecret", "AddSecret", "StoreSecret");
        assertThat(world.kept().orElseThrow().previous().orElseThrow().keyId()).isEqualTo(world.configured.keyId());
        world.pass(Duration.ofDays(2));
        world.rotate(BootstrapFixture.NIGHTLY);
        assertThat(world.land.bootstrap().secrets())
                .extracting(StandInSecret::keyId)
                .doesNotContainAnyElementsOf(expired);
    }

    /** Where due rotations need no approval, a repair of a broken one needs none either; what was asked for does. */
    @Test
    void whatIsNotAskedForIsARenewal() throws Exception {
        List<Boolean> renewals = new ArrayList<>();
        world.land.gate = plan -> renewals.add(plan.renews());
        world.rotate(BootstrapFixture.FORCE);
        world.land
                .tenant()
                .removeSecretByHand(
                        world.land.bootstrap(), world.kept().orElseThrow().keyId());
        world.rotate(BootstrapFixture.NIGHTLY);
        assertThat(renewals).containsExactly(false, true);
    }

    @Test
    void aSecretThatCannotBeKeptIsTakenBackAtOnce() throws Exception {
        world.rotate(BootstrapFixture.FORCE);
        world.pass(Duration.ofDays(2));
        world.rotate(BootstrapFixture.NIGHTLY);
        world.land.vault().refuse();
        assertThatThrownBy(() -> world.rotate(BootstrapFixture.FORCE)).isInstanceOf(ProblemException.class);
        assertThat(world.ours()).hasSize(1);
    }

    @Test
    void whoIsNoOwnerOfItselfIsToldHowToBecomeOne() throws Exception {
        world.land.bootstrap().removeOwner(world.self());
        assertThatThrownBy(() -> world.rotate(BootstrapFixture.FORCE))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(ProcedureProblem.BOOTSTRAP_NOT_OWN_OWNER);
                    assertThat(refused.remedy())
                            .contains("az ad app owner add --id "
                                    + world.land.bootstrap().appId() + " --owner-object-id " + world.self());
                });
        assertThat(world.land.bootstrap().secrets()).hasSize(2);
    }

    private void policy(String restriction) {
        world.land.tenant().grantByHand(world.land.bootstrap(), "Policy.Read.All");
        world.land.entra().behaviour().policies().setDefault(restriction);
    }

    /** The configured one lives for 60 days; none is refused, and none is due as soon as it is made. */
    @ParameterizedTest
    @CsvSource({"P90D,6", "P20D,32"})
    void aYearUnderAnAppManagementPolicy(String longest, int rotations) throws Exception {
        policy(StandInPolicies.lifetime(longest));
        int made = 0;
        for (int night = 0; night < 365; night++) {
            made += Collections.frequency(changes(world.rotate(BootstrapFixture.NIGHTLY)), "AddSecret");
            world.pass(Duration.ofDays(1));
        }
        assertThat(made).isEqualTo(rotations);
    }

    @Test
    void wherePoliciesLetNoSecretBeMadeNothingIsChanged() throws Exception {
        policy(StandInPolicies.noSecrets());
        assertThatThrownBy(() -> world.rotate(BootstrapFixture.FORCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(EntraProblem.SECRETS_FORBIDDEN));
        assertThat(world.plan(BootstrapFixture.FORCE).plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(EntraProblem.SECRETS_FORBIDDEN);
        assertThat(world.kept()).isEmpty();
        assertThat(changes(world.rotate(BootstrapFixture.NIGHTLY))).containsExactly("StoreSecret");
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        Outcome outcome = world.plan(BootstrapFixture.FORCE);
        assertThat(outcome.plan().changes())
                .hasAtLeastOneElementOfType(Change.AddSecret.class)
                .hasAtLeastOneElementOfType(Change.StoreSecret.class);
        assertThat(world.kept()).isEmpty();
        assertThat(world.land.bootstrap().secrets()).hasSize(2);
    }

    /** Test of the promise that nothing of a secret is said. */
    @Test
    void noSecretIsSaid() throws Exception {
        world.rotate(BootstrapFixture.FORCE);
        String said = String.join("\n", world.land.said());
        assertThat(Stream.concat(
                        world.land.tenant().issuedSecrets().stream(), world.land.entra().issuedTokens().stream()))
                .noneMatch(said::contains);
    }
}
