package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static io.jenkins.plugins.threatmanager.procedure.secret.SecretPlans.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From what is stored to a plan for the client secret. */
class SecretPlannerTest {

    @Test
    void aGoodSecretStays() {
        assertChanges(with(stored("a", LONG), "a", ours("a", LONG), foreign("f")));
    }

    @Test
    void noneStoredMakesOne() {
        assertChanges(with(null, "a", ours("a", LONG)), NEW, KEPT, PUT);
    }

    @Test
    void storedButNotInThreatManagerGoesOnWithTheStoredOne() {
        assertChanges(with(storedAfter("b", LONG, "a", LONG), "a", ours("a", LONG), ours("b", LONG)), PUT);
    }

    @Test
    void anExpiredSecretIsReplaced() {
        Duration ago = Duration.ofDays(-1);
        PlannerFixture situation = with(stored("a", ago), "a", ours("a", ago));
        assertChanges(situation, NEW, KEPT, PUT);
        assertThat(situation.plan().changes().get(0).reason()).isEqualTo("the stored one expired on 2026-11-22");
    }

    @Test
    void anUnlistedSecretIsGoodAsLongAsItWorks() {
        PlannerFixture situation = with(stored("a", LONG), "a");
        situation.storedWorks = true;
        assertChanges(situation);
        situation.storedWorks = false;
        assertChanges(situation, NEW, KEPT, PUT);
    }

    @Test
    void aTextChangedByHandIsReplaced() {
        ClientSecret listed = ours("a", LONG);
        ClientSecret otherHint = new ClientSecret(listed.keyId(), listed.displayName(), "xyz", listed.expires());
        assertChanges(with(stored("a", LONG), "a", otherHint), NEW, KEPT, PUT);
    }

    @Test
    void theSameIdInAnotherFolderIsAnotherCredential() {
        ClientSecret elsewhere = new ClientSecret(
                key("e"),
                new SecretMarker(OURS, "finance", CREDENTIALS_ID).freshNames().get(),
                "e",
                NOW.plus(LONG));
        ClientSecret otherController = new ClientSecret(
                key("o"),
                new SecretMarker(PlannerFixture.OTHER, PLACE, CREDENTIALS_ID)
                        .freshNames()
                        .get(),
                "o",
                NOW.plus(LONG));
        assertChanges(with(stored("a", LONG), "a", ours("a", LONG), elsewhere, otherController));
    }

    @Test
    void aNameThatOnlyBeginsLikeTheMarkerIsForeign() {
        ClientSecret listed = ours("a", LONG);
        ClientSecret longer =
                new ClientSecret(key("g"), listed.displayName() + " (do not delete)", "g", NOW.plus(LONG));
        assertChanges(with(stored("a", LONG), "a", listed, longer));
    }

    @Test
    void anotherTenantsCredentialIsNeverOverwritten() {
        StoredSecret other = stored("a", LONG);
        PlannerFixture situation = with(
                new StoredSecret(
                        other.credentialsId(),
                        "fabrikam.onmicrosoft.com",
                        other.clientId(),
                        other.current(),
                        other.previous()),
                "a",
                ours("a", LONG));
        situation.allowances = EnumSet.allOf(Allowance.class);
        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .containsExactly(ProcedureProblem.VAULT_REFUSED);
    }

    @Test
    void anotherAppsCredentialIsOverwrittenOnlyOnRequest() {
        StoredSecret other = stored("a", LONG);
        PlannerFixture situation = with(
                new StoredSecret(
                        other.credentialsId(),
                        other.tenant(),
                        "55555555-5555-5555-5555-555555555555",
                        other.current(),
                        other.previous()),
                "a");
        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .contains(ProcedureProblem.VAULT_REFUSED);
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(situation.changes()).startsWith(NEW, KEPT);
    }

    @Test
    void everyMarkerIsNewAndRecognised() {
        List<String> names = java.util.stream.Stream.generate(marker().freshNames())
                .limit(50)
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() <= 120);
        assertThat(names).allMatch(name -> marker().isOn(new ClientSecret(key("a"), name, "", NOW)));
    }
}
