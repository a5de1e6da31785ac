package io.jenkins.plugins.threatmanager.procedure.ownership;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.OffboardPlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who and what stops an off-boarding before anything is removed. */
class OffboardObstaclesTest extends OffboardPlannerFixture {

    @Test
    void foreignSecretsStopIt() {
        SecretMarker otherFolder = new SecretMarker(OURS, "finance", CREDENTIALS_ID);
        SecretMarker otherController = new SecretMarker(OTHER, PLACE, CREDENTIALS_ID);
        Instant later = NOW.plus(Duration.ofDays(9));
        situation.managed = app(
                WANTED,
                WANTED,
                ours("a", Duration.ofDays(700)),
                new ClientSecret(key("b"), otherFolder.freshNames().get(), "b", later),
                new ClientSecret(key("c"), otherController.freshNames().get(), "c", later),
                foreign("d"),
                new ClientSecret(key("e"), "", "e", later));
        assertStopped(
                ProcedureProblem.USED_BY_OTHERS,
                APP_NAME,
                "jenkins-tm jenkins.contoso.com:0a0a0a0a0a0a/contoso-tm@",
                key("b"),
                "jenkins-tm other.contoso.com:0b0b0b0b0b0b/contoso-tm@",
                key("c"),
                "'made by hand' " + key("d"),
                "the client secret " + key("e"));
        assertThat(plan().obstacles().get(0).cause()).doesNotContain(key("a"));
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertStopped(ProcedureProblem.USED_BY_OTHERS, key("d"));
    }

    @Test
    void aCertificateStopsIt() {
        Application app = situation.managed;
        situation.managed =
                app.newBuilder().certificates(List.of("CN=somebody")).build();
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "the certificate 'CN=somebody'");
    }

    @Test
    void foreignSecretsStopPurgingToo() {
        situation.deleted = inBin(foreign("d"));
        situation.managed = null;
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertStopped(ProcedureProblem.USED_BY_OTHERS, key("d"));
    }

    @Test
    void anotherProfileWithTheClientIdStopsIt() {
        situation.profiles.add(profile("8", "by hand", "", CLIENT_ID));
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "the Credential Profile 'by hand' on 'tm-prod'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).contains(DELETE_PROFILE, "delete Credential Profile 'by hand' on tm-prod");
    }

    @Test
    void aProfileForAnotherTenantWithTheClientIdStopsItAlways() {
        situation.profiles.add(profile(
                "8", "fabrikam", new ProfileMarker(OURS.signer(), "fabrikam.com", key("a")).description(), CLIENT_ID));
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "'fabrikam' on 'tm-prod'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "'fabrikam' on 'tm-prod'");
    }

    @Test
    void anotherControllersProfileIsNotFoughtOver() {
        situation.profiles.set(
                0,
                profile(
                        "7",
                        PROFILE_NAME,
                        new ProfileMarker(OTHER.signer(), DOMAIN, key("a")).description(),
                        CLIENT_ID));
        assertStopped(ProcedureProblem.MANAGED_ELSEWHERE, PROFILE_NAME, "tm-prod", "'other.contoso.com'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).startsWith(DELETE_SYNC, DELETE_PROFILE);
    }

    /** A5: that an app registration may be taken over says nothing of profiles. */
    @Test
    void aProfileWithoutMarkerIsRemovedOnlyWhereThePolicyLetsProfilesBeTakenOver() {
        situation.profiles.set(0, profile("7", PROFILE_NAME, "typed by a person", CLIENT_ID));
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).contains(DELETE_PROFILE);

        TenantPolicy policy = situation.policy;
        situation.policy = new TenantPolicy(
                policy.permissions(),
                policy.trustedOwners(),
                policy.adoptable(),
                EnumSet.complementOf(EnumSet.of(Allowance.ADOPT)),
                policy.longestLifetime());
        assertStopped(ProcedureProblem.USED_BY_OTHERS, PROFILE_NAME, "does not carry this controller's marker");
    }

    @Test
    void aSyncForAnotherTenantThatUsesOurProfileStopsIt() {
        situation.syncs.add(new EntraIdSync("71", "fabrikam.com", "AzureCloud", "7", true, ""));
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "the Entra ID Sync for fabrikam.com on 'tm-prod'");
    }

    @Test
    void aProfileWithSomebodyElsesCredentialInItStopsIt() {
        situation.profiles.set(
                0,
                new CredentialProfile(
                        "7",
                        PROFILE_NAME,
                        ourProfile("a").description(),
                        List.of(
                                new CredentialProfile.Credential("c7", CLIENT_ID),
                                new CredentialProfile.Credential("c8", "sa"))));
        assertStopped(ProcedureProblem.USED_BY_OTHERS, "holds 2 credentials");
    }

    @Test
    void aServerThatWasNotNamedIsToBeNamed() {
        besides.add(other(profile("8", "second", ourProfile("a").description(), CLIENT_ID)));
        assertStopped(
                ProcedureProblem.USED_BY_OTHERS,
                "the Credential Profile 'second' on 'tm-lab', a server that was not named");
        besides.set(0, other(profile("8", "second", "", "somebody")));
        assertThat(changes()).hasSize(7);
    }

    @Test
    void aServerThatCannotBeReadStopsIt() {
        besides.add(new ServerObservation(
                "tm-lab",
                false,
                Optional.empty(),
                Optional.of(new ProblemException(ProcedureProblem.OUT_OF_TIME, "It does not answer.", "Wait."))));
        assertStopped(ProcedureProblem.SERVER_UNREADABLE, "tm-lab", "It does not answer.");
    }

    @Test
    void anotherControllersAppIsNotFoughtOver() {
        situation.managed = tagged(situation.managed, AppMarker.tagsFor(List.of(), OTHER));
        assertStopped(ProcedureProblem.MANAGED_ELSEWHERE, APP_NAME, "'other.contoso.com'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).hasSize(7);
    }

    @Test
    void anAppWithoutMarkerIsRemovedOnlyOnRequest() {
        situation.managed = tagged(situation.managed, List.of("cost-centre:7"));
        assertStopped(ProcedureProblem.NOT_MANAGED, "does not carry this plugin's marker");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).hasSize(7);
    }

    @Test
    void anotherTenantsCredentialIsRefused() {
        StoredSecret stored = situation.stored;
        situation.stored = new StoredSecret(
                stored.credentialsId(), "fabrikam.com", stored.clientId(), stored.current(), Optional.empty());
        assertStopped(ProcedureProblem.VAULT_REFUSED, "belongs to the tenant fabrikam.com");
    }

    @Test
    void anotherAppsCredentialIsRefused() {
        situation.managed = app(WANTED, WANTED);
        StoredSecret stored = situation.stored;
        situation.stored = new StoredSecret(
                stored.credentialsId(), stored.tenant(), "another-client", stored.current(), Optional.empty());
        assertStopped(ProcedureProblem.VAULT_REFUSED, "another app registration (another-client)");
    }

    @Test
    void aCredentialThatStillWorksIsNotForgottenThoughItsAppIsNotFound() {
        situation.managed = null;
        works = true;
        assertStopped(ProcedureProblem.VAULT_REFUSED, CLIENT_ID, "works", UNIQUE_NAME);
    }
}
