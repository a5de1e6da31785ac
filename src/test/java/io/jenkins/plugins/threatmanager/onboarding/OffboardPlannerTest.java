package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffboardPlannerTest {

    private static final String SERVER = "tm-prod";
    private static final String DELETE_SYNC = "delete Entra ID Sync for " + DOMAIN + " (AzureCloud) on " + SERVER;
    private static final String DELETE_PROFILE = "delete Credential Profile '" + PROFILE_NAME + "' on " + SERVER;
    private static final String REMOVE_SECRET = "remove client secret " + key("a");
    private static final String REMOVE_CREDENTIAL =
            "remove credential 'contoso-tm' from credentials store of folder security";
    private static final String REVOKE_USER = "withdraw admin consent to User.Read.All";
    private static final String REVOKE_GROUP = "withdraw admin consent to Group.Read.All";
    private static final String RECYCLE = "move app registration '" + APP_NAME + "' to the recycle bin";
    private static final String PURGE = "delete app registration '" + APP_NAME + "' for good";

    private final Situation situation = onboarded();
    private final List<SeenServer> besides = new ArrayList<>();
    private boolean works;

    private Plan plan() {
        List<SeenServer> servers = new ArrayList<>();
        servers.add(
                situation.serverSeen
                        ? new SeenServer(
                                SERVER,
                                true,
                                Optional.of(new ServerSnapshot(situation.profiles, situation.syncs)),
                                Optional.empty())
                        : SeenServer.byHand(SERVER));
        servers.addAll(besides);
        return OffboardPlanner.plan(
                situation.request(),
                new Remains(
                        situation.directory(),
                        Optional.ofNullable(situation.stored),
                        works,
                        PLACE,
                        "credentials store of folder security",
                        servers));
    }

    private List<String> changes() {
        assertThat(plan().obstacles()).isEmpty();
        return plan().changes().stream().map(Change::what).toList();
    }

    private void assertStopped(OnboardingProblem problem, String... words) {
        Plan plan = plan();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(Failure::problem).containsExactly(problem);
        assertThat(plan.obstacles().get(0).cause()).contains(words).endsWith(".");
    }

    private static SeenServer other(CredentialProfile... profiles) {
        return new SeenServer(
                "tm-lab", false, Optional.of(new ServerSnapshot(List.of(profiles), List.of())), Optional.empty());
    }

    private static Application inBin(ClientSecret... secrets) {
        Application app = app(WANTED, WANTED, secrets);
        return new Application(
                app.objectId(),
                app.appId(),
                app.displayName(),
                app.uniqueName(),
                app.tags(),
                app.signInAudience(),
                false,
                app.access(),
                app.secrets(),
                Optional.empty(),
                List.of(),
                Optional.of(Instant.parse("2026-11-20T08:00:00Z")));
    }

    @Test
    void everythingGoesInTheReverseOrderOfItsMaking() {
        assertThat(changes())
                .containsExactly(
                        DELETE_SYNC,
                        DELETE_PROFILE,
                        REMOVE_SECRET,
                        REMOVE_CREDENTIAL,
                        REVOKE_USER,
                        REVOKE_GROUP,
                        RECYCLE);
        assertThat(plan().changes()).allMatch(change -> !change.reason().isEmpty());
        assertThat(plan().remarks()).hasSize(1).first().asString().contains("30 days", "restore", "purge");
    }

    @Test
    void purgingIsALineOfItsOwn() {
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertThat(changes()).hasSize(8).endsWith(RECYCLE, PURGE);
        assertThat(plan().remarks()).isEmpty();
    }

    @Test
    void whereNothingIsThereNothingIsToBeDone() {
        situation.managed = null;
        situation.stored = null;
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(plan().lines()).first().isEqualTo("no change needed");
        situation.serverSeen = false;
        assertThat(changes()).isEmpty();
    }

    @Test
    void fromAnyPointOnItGoesOn() {
        situation.syncs.clear();
        assertThat(changes()).first().isEqualTo(DELETE_PROFILE);
        situation.profiles.clear();
        assertThat(changes()).first().isEqualTo(REMOVE_SECRET);
        situation.managed = app(WANTED, List.of(GROUP_READ));
        assertThat(changes()).containsExactly(REMOVE_CREDENTIAL, REVOKE_GROUP, RECYCLE);
        situation.stored = null;
        situation.managed = app(WANTED, List.of());
        assertThat(changes()).containsExactly(RECYCLE);
        situation.managed = null;
        situation.deleted = inBin();
        assertThat(changes()).isEmpty();
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertThat(changes()).containsExactly(PURGE);
    }

    @Test
    void anAppThatSomebodyDeletedLeavesTheRestToRemove() {
        situation.deleted = inBin(ours("a", Duration.ofDays(700)));
        situation.managed = null;
        assertThat(changes()).containsExactly(DELETE_SYNC, DELETE_PROFILE, REMOVE_CREDENTIAL);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("would work again"));
        situation.deleted = null;
        assertThat(changes()).containsExactly(DELETE_SYNC, DELETE_PROFILE, REMOVE_CREDENTIAL);
    }

    @Test
    void severalSecretsOfOursAllGo() {
        situation.managed = app(WANTED, WANTED, ours("a", Duration.ofDays(700)), ours("b", Duration.ofDays(-3)));
        assertThat(changes()).contains(REMOVE_SECRET, "remove client secret " + key("b"));
    }

    @Test
    void foreignSecretsStopIt() {
        SecretMarker otherFolder = new SecretMarker(OURS, "finance", CREDENTIALS_ID);
        SecretMarker otherController = new SecretMarker(new ControllerName("other"), PLACE, CREDENTIALS_ID);
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
                OnboardingProblem.USED_BY_OTHERS,
                APP_NAME,
                "jenkins-tm jenkins.contoso.com/contoso-tm@",
                key("b"),
                "jenkins-tm other/contoso-tm@",
                key("c"),
                "'made by hand' " + key("d"),
                "the client secret " + key("e"));
        assertThat(plan().obstacles().get(0).cause()).doesNotContain(key("a"));
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertStopped(OnboardingProblem.USED_BY_OTHERS, key("d"));
    }

    @Test
    void aCertificateStopsIt() {
        Application app = situation.managed;
        situation.managed = new Application(
                app.objectId(),
                app.appId(),
                app.displayName(),
                app.uniqueName(),
                app.tags(),
                app.signInAudience(),
                false,
                app.access(),
                app.secrets(),
                app.servicePrincipal(),
                List.of("CN=somebody"),
                Optional.empty());
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "the certificate 'CN=somebody'");
    }

    @Test
    void foreignSecretsStopPurgingToo() {
        situation.deleted = inBin(foreign("d"));
        situation.managed = null;
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertStopped(OnboardingProblem.USED_BY_OTHERS, key("d"));
    }

    @Test
    void anotherProfileWithTheClientIdStopsIt() {
        situation.profiles.add(profile("8", "by hand", "", CLIENT_ID));
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "the Credential Profile 'by hand' on 'tm-prod'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).contains(DELETE_PROFILE, "delete Credential Profile 'by hand' on tm-prod");
    }

    @Test
    void aProfileForAnotherTenantWithTheClientIdStopsItAlways() {
        situation.profiles.add(profile(
                "8", "fabrikam", new ProfileMarker(OURS.name(), "fabrikam.com", key("a")).description(), CLIENT_ID));
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "'fabrikam' on 'tm-prod'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "'fabrikam' on 'tm-prod'");
    }

    @Test
    void anotherControllersProfileIsNotFoughtOver() {
        situation.profiles.set(
                0, profile("7", PROFILE_NAME, new ProfileMarker("other", DOMAIN, key("a")).description(), CLIENT_ID));
        assertStopped(OnboardingProblem.MANAGED_ELSEWHERE, PROFILE_NAME, "tm-prod", "'other'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).startsWith(DELETE_SYNC, DELETE_PROFILE);
    }

    @Test
    void aSyncForAnotherTenantThatUsesOurProfileStopsIt() {
        situation.syncs.add(new EntraIdSync("71", "fabrikam.com", "AzureCloud", "7", true, ""));
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "the Entra ID Sync for fabrikam.com on 'tm-prod'");
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
        assertStopped(OnboardingProblem.USED_BY_OTHERS, "holds 2 credentials");
    }

    @Test
    void aSyncWithSomebodyElsesProfileIsLeftAlone() {
        situation.profiles.add(profile("8", "by hand", "", "somebody"));
        situation.syncs.set(0, sync("8"));
        assertThat(changes()).doesNotContain(DELETE_SYNC).first().isEqualTo(DELETE_PROFILE);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("not managed; it is left alone"));
    }

    @Test
    void aServerThatWasNotNamedIsToBeNamed() {
        besides.add(other(profile("8", "second", ourProfile("a").description(), CLIENT_ID)));
        assertStopped(
                OnboardingProblem.USED_BY_OTHERS,
                "the Credential Profile 'second' on 'tm-lab', a server that was not named");
        besides.set(0, other(profile("8", "second", "", "somebody")));
        assertThat(changes()).hasSize(7);
    }

    @Test
    void aServerThatCannotBeReadStopsIt() {
        besides.add(new SeenServer(
                "tm-lab",
                false,
                Optional.empty(),
                Optional.of(new Failure(OnboardingProblem.OUT_OF_TIME, "It does not answer.", "Wait."))));
        assertStopped(OnboardingProblem.SERVER_UNREADABLE, "tm-lab", "It does not answer.");
    }

    @Test
    void aServerThatIsSetUpByHandAndWasNotNamedIsTold() {
        besides.add(new SeenServer("tm-lab", false, Optional.empty(), Optional.empty()));
        assertThat(changes()).hasSize(7);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("tm-lab") && remark.contains("console"));
    }

    @Test
    void aServerThatIsSetUpByHandComesFirst() {
        situation.serverSeen = false;
        assertThat(changes())
                .startsWith(
                        "remove Entra ID Sync and Credential Profile by hand in the console of tm-prod", REMOVE_SECRET);
    }

    @Test
    void severalServersAreAllLeft() {
        besides.add(new SeenServer(
                "tm-lab",
                true,
                Optional.of(new ServerSnapshot(List.of(ourProfile("a")), List.of(sync("7")))),
                Optional.empty()));
        assertThat(changes())
                .startsWith(
                        DELETE_SYNC,
                        DELETE_PROFILE,
                        DELETE_SYNC.replace(SERVER, "tm-lab"),
                        DELETE_PROFILE.replace(SERVER, "tm-lab"),
                        REMOVE_SECRET);
    }

    @Test
    void anotherControllersAppIsNotFoughtOver() {
        situation.managed = tagged(situation.managed, AppMarker.tagsFor(List.of(), new ControllerName("other")));
        assertStopped(OnboardingProblem.MANAGED_ELSEWHERE, APP_NAME, "'other'");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).hasSize(7);
    }

    @Test
    void anAppWithoutMarkerIsRemovedOnlyOnRequest() {
        situation.managed = tagged(situation.managed, List.of("cost-centre:7"));
        assertStopped(OnboardingProblem.NOT_MANAGED, "does not carry this plugin's marker");
        situation.allowances = EnumSet.of(Allowance.ADOPT);
        assertThat(changes()).hasSize(7);
    }

    @Test
    void anotherTenantsCredentialIsRefused() {
        StoredSecret stored = situation.stored;
        situation.stored = new StoredSecret(
                stored.credentialsId(),
                "fabrikam.com",
                stored.clientId(),
                stored.keyId(),
                stored.text(),
                stored.expires(),
                Optional.empty());
        assertStopped(OnboardingProblem.VAULT_REFUSED, "belongs to the tenant fabrikam.com");
    }

    @Test
    void anotherAppsCredentialIsRefused() {
        situation.managed = app(WANTED, WANTED);
        StoredSecret stored = situation.stored;
        situation.stored = new StoredSecret(
                stored.credentialsId(),
                stored.tenant(),
                "another-client",
                stored.keyId(),
                stored.text(),
                stored.expires(),
                Optional.empty());
        assertStopped(OnboardingProblem.VAULT_REFUSED, "another app registration (another-client)");
    }

    @Test
    void aCredentialThatStillWorksIsNotForgottenThoughItsAppIsNotFound() {
        situation.managed = null;
        works = true;
        assertStopped(OnboardingProblem.VAULT_REFUSED, CLIENT_ID, "works", UNIQUE_NAME);
    }

    @Test
    void extraConsentsGoWithTheApp() {
        situation.managed = app(WANTED, List.of(USER_READ, GROUP_READ, EXTRA), ours("a", Duration.ofDays(700)));
        assertThat(changes()).hasSize(7).noneMatch(change -> change.contains("Mail.Read"));
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("Mail.Read"));
    }

    @Test
    void consentsToRenamedRolesAreToldByTheirId() {
        AppRole unknown = new AppRole("Gone.Read.All", "aaaaaaaa-0000-0000-0000-000000000000");
        situation.managed = app(WANTED, List.of(USER_READ, unknown));
        situation.stored = null;
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains(unknown.id()));
    }

    @Test
    void whatIsSwitchedOffIsRemovedAllTheSame() {
        Application app = situation.managed;
        situation.managed = new Application(
                app.objectId(),
                app.appId(),
                app.displayName(),
                app.uniqueName(),
                app.tags(),
                app.signInAudience(),
                true,
                app.access(),
                app.secrets(),
                app.servicePrincipal());
        assertThat(changes()).hasSize(7);
    }

    @Test
    void appsOfTheSameNameAreLeftAlone() {
        situation.sameName.add(byHand(app(WANTED, WANTED, foreign("z"))));
        assertThat(changes()).hasSize(7);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("left alone"));
    }

    @Test
    void whoMayNotLookIntoTheBinIsTold() {
        situation.managed = null;
        situation.stored = null;
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(plan().remarks()).singleElement().asString().contains("recycle bin");
    }
}
