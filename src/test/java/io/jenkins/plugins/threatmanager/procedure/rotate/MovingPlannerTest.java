package io.jenkins.plugins.threatmanager.procedure.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is ours of a credential that is moving to another store, and what onboarding makes of it. */
class MovingPlannerTest {

    @Test
    void onboardingMakesOneThereToo() {
        PlannerFixture tenant = PlannerFixture.onboarded();
        ClientSecret there = madeFor("plugin:", "a");
        tenant.managed = PlannerFixture.app(PlannerFixture.WANTED, PlannerFixture.WANTED, there);
        tenant.stored = PlannerFixture.stored("a", Duration.ofDays(700));
        tenant.former = new SecretVault.Former("plugin:", "the plugin's own store", tenant.stored);

        assertThat(tenant.plan().changes())
                .filteredOn(Change.AddSecret.class::isInstance)
                .singleElement()
                .satisfies(change -> assertThat(change.reason())
                        .isEqualTo("the tenant's policy keeps it in credentials store of folder security by now, and it"
                                + " was made for the plugin's own store"));
        tenant.former = null;
        assertThat(tenant.changes()).as("where it is not moving").noneMatch(what -> what.startsWith("create client"));
    }

    private static ClientSecret madeFor(String place, String letter) {
        String marker = new SecretMarker(PlannerFixture.OURS, place, PlannerFixture.CREDENTIALS_ID)
                .freshNames()
                .get();
        return new ClientSecret(
                PlannerFixture.key(letter), marker, letter, PlannerFixture.NOW.plus(Duration.ofDays(700)));
    }

    /** Of another credential, whatever the copy says: rotation would remove what others use. */
    @Test
    void aSecretThatTheCopyDoesNotKeepIsNotItsOwn() {
        PlannerFixture tenant = PlannerFixture.onboarded();
        StoredSecret copy = PlannerFixture.stored("a", Duration.ofDays(700));
        OwnSecrets own = new OwnSecrets(
                tenant.request(),
                new VaultSnapshot(
                        PlannerFixture.PLACE,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new SecretVault.Former("plugin:", "", copy))));
        assertThat(own.contains(madeFor("plugin:", "a"))).isTrue();
        assertThat(own.contains(madeFor("plugin:", "b"))).isFalse();
        assertThat(own.contains(madeFor("another", "a"))).isFalse();
    }
}
