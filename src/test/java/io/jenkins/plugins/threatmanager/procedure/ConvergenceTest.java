package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.OtherDialect;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerSyncRuns;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From every starting point the procedure ends in the same state: no duplicate, nothing foreign touched. */
class ConvergenceTest {

    private static final String PROFILE =
            ProcedureRequest.defaultProfileName(ProcedureRequest.DEFAULT_APP_NAME, Landscape.DOMAIN);

    private Landscape world = new Landscape();

    @AfterEach
    void close() {
        world.close();
    }

    /** The one state that everything ends in. */
    private void assertOnboarded() throws InterruptedException {
        List<StandInApp> named = world.tenant().applications().stream()
                .filter(app -> app.displayName().equals(ProcedureRequest.DEFAULT_APP_NAME))
                .toList();
        assertThat(named).hasSize(1);
        StandInApp app = named.get(0);
        assertThat(app.uniqueName()).isEqualTo(ProcedureRequest.DEFAULT_UNIQUE_NAME);
        assertThat(world.tenant().consented(app)).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
        List<StandInSecret> ours = app.secrets().stream()
                .filter(secret -> secret.displayName().startsWith("jenkins-tm "))
                .toList();
        assertThat(ours).hasSize(1);
        StoredSecret stored = world.vault().find(Landscape.CREDENTIALS_ID).orElseThrow();
        assertThat(stored.keyId()).isEqualTo(ours.get(0).keyId());
        assertThat(stored.text().reveal()).isEqualTo(ours.get(0).text());
        ThreatManagerConsole.Profile profile = world.threatManager().console().profile(PROFILE);
        assertThat(profile.credentials()).hasSize(1);
        assertThat(profile.credentials().get(0).userName()).isEqualTo(app.appId());
        assertThat(profile.credentials().get(0).password())
                .isEqualTo(ours.get(0).text());
        assertThat(profile.description()).contains(stored.keyId());
        List<ThreatManagerConsole.Sync> syncs = world.threatManager().console().syncs();
        assertThat(syncs).hasSize(1);
        assertThat(syncs.get(0).profileId()).isEqualTo(profile.id());
        assertThat(syncs.get(0).enabled()).isTrue();
        assertThat(world.said()).noneMatch(line -> line.contains(ours.get(0).text()));

        Outcome again = world.run();
        assertThat(again.plan().changes()).isEmpty();
        assertThat(again.done()).isEmpty();
        assertThat(again.overview().missingPermissions()).isEmpty();
        assertThat(again.overview().sync().orElseThrow().progress()).isEqualTo(SyncProgress.SUCCEEDED);
    }

    /** One that goes on is the newest, and so what a run reports. */
    private void passSyncUnderWay() {
        ThreatManagerConsole console = world.threatManager().console();
        long sync = console.syncs().get(0).id();
        while (console.history(sync).get(0).status() == ThreatManagerSyncRuns.Status.RUNNING) {
            world.time().advance(Duration.ofSeconds(10));
        }
    }

    private void assertRefused(ProcedureProblem problem, Allowance... allowances) {
        int writesBefore = writes();
        assertThatThrownBy(() -> world.run(allowances))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(problem));
        assertThat(writes()).isEqualTo(writesBefore);
    }

    /** Requests that could change something: all but reads, tokens, and batches (whose items are reads then). */
    private int writes() {
        return (int) (world.entra().http().received().stream()
                        .filter(request -> !request.method().equals("GET"))
                        .filter(request -> !request.path().endsWith("/token"))
                        .filter(request -> !request.path().endsWith("/$batch")
                                || request.text().matches("(?s).*\"method\":\"(POST|PATCH|DELETE)\".*"))
                        .count()
                + world.threatManager().count("POST")
                + world.threatManager().count("PUT")
                + world.threatManager().count("DELETE"));
    }

    private StandInApp appByHand() {
        StandInApp app = world.tenant().createByHand(ProcedureRequest.DEFAULT_APP_NAME);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        return app;
    }

    @Test
    void anEmptyTenant() throws Exception {
        Outcome outcome = world.run();
        assertThat(outcome.done()).hasSize(18);
        assertThat(outcome.overview().sync().orElseThrow().runs()).hasSize(5);
        assertOnboarded();
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        Outcome outcome = world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(outcome.plan().changes()).hasSize(18);
        assertThat(outcome.done()).isEmpty();
        assertThat(writes()).isZero();
    }

    @Test
    void oneStageAfterTheOther() throws Exception {
        for (Stage stage : Stage.values()) {
            world.onboarding(ProcedureListener.NONE).run(world.request(EnumSet.of(stage)), world.operation());
        }
        assertOnboarded();
    }

    @Test
    void anAppMadeByHand() throws Exception {
        StandInApp app = appByHand();
        world.tenant().createPrincipalByHand(app);
        world.tenant().grantByHand(app, "User.Read.All");
        StandInSecret foreign = world.tenant()
                .addSecretByHand(app, "by hand", world.time().instant().plus(Duration.ofDays(10)));
        assertRefused(ProcedureProblem.NOT_MANAGED);
        world.run(Allowance.ADOPT);
        assertThat(world.app().secrets()).contains(foreign);
        assertThat(world.app().appId()).isEqualTo(app.appId());
        assertOnboarded();
    }

    @Test
    void twoAppsMadeByHand() {
        appByHand();
        appByHand();
        assertRefused(ProcedureProblem.AMBIGUOUS, Allowance.ADOPT);
    }

    @Test
    void anAppWithHalfOfThePermissions() throws Exception {
        OnboardRequest all = world.request(EnumSet.of(Stage.APP));
        OnboardRequest half =
                Requests.appOnly(Requests.of(all, all.app().permissions().subList(0, 6)));
        world.onboarding(ProcedureListener.NONE).run(half, world.operation());
        assertThat(world.run().plan().changes()).hasSize(1 + 6 + 4);
        assertOnboarded();
    }

    @Test
    void consentTakenBackByHand() throws Exception {
        world.run();
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        assertThat(world.run().done()).extracting(Change::what).containsExactly("grant admin consent to User.Read.All");
        assertOnboarded();
    }

    @Test
    void anAppInTheRecycleBin() throws Exception {
        world.run();
        world.tenant().deleteByHand(world.app());
        assertRefused(ProcedureProblem.IN_RECYCLE_BIN);
        world.run(Allowance.RESTORE);
        assertOnboarded();
    }

    @Test
    void foreignSecretsOnTheApp() throws Exception {
        world.run();
        StandInSecret foreign = world.tenant()
                .addSecretByHand(
                        world.app(), "jenkins-tm", world.time().instant().plus(Duration.ofDays(10)));
        StandInSecret expired = world.tenant()
                .addSecretByHand(world.app(), "old", world.time().instant().minus(Duration.ofDays(10)));
        assertOnboarded();
        assertThat(world.app().secrets()).contains(foreign, expired);
    }

    @Test
    void aSecretDeletedByHand() throws Exception {
        world.run();
        world.tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());
        assertThat(world.run().done()).hasSize(3);
        assertOnboarded();
    }

    @Test
    void aCredentialDeletedByHand() throws Exception {
        world.run();
        world.vault().clear();
        world.run();
        // The secret that Threat Manager held until just now may be another run's for all the next run knows.
        world.run();
        assertThat(world.app().secrets()).hasSize(2);
        world.time().advance(Duration.ofDays(1));
        world.run();
        passSyncUnderWay();
        assertOnboarded();
    }

    @Test
    void aProfileWithoutSync() throws Exception {
        world.run();
        world.threatManager()
                .console()
                .deleteSync(world.threatManager().console().syncs().get(0).id());
        assertThat(world.run().done()).hasSize(1);
        assertOnboarded();
    }

    @Test
    void aSyncWithAnotherProfile() throws Exception {
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile foreign = console.addProfile("by hand", "");
        console.addCredential(foreign.id(), "SQL", "sa", "sa-password");
        console.addSync(Landscape.DOMAIN, "GLOBAL", foreign.id(), false);
        assertRefused(ProcedureProblem.NOT_MANAGED);
        world.run(Allowance.ADOPT);
        assertThat(console.passwordOf("by hand")).isEqualTo("sa-password");
        assertOnboarded();
    }

    @Test
    void aSyncInAnotherCloud() throws Exception {
        world.run();
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Sync sync = console.syncs().get(0);
        console.deleteSync(sync.id());
        console.addSync(Landscape.DOMAIN, "CHINA", sync.profileId(), true);
        assertRefused(ProcedureProblem.REPLACE_NEEDED);
        world.run(Allowance.REPLACE);
        assertOnboarded();
    }

    @Test
    void everythingPresentAndOtherTenantsBesides() throws Exception {
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile other = console.addProfile("fabrikam", "");
        console.addCredential(other.id(), "Azure", "fabrikam-client", "fabrikam-secret");
        world.run();
        assertThat(console.profiles()).hasSize(2).contains(console.profile("fabrikam"));
        assertThat(console.passwordOf("fabrikam")).isEqualTo("fabrikam-secret");
        assertOnboarded();
    }

    @Test
    void anotherControllersApp() throws Exception {
        world.run();
        OnboardRequest ours = world.request();
        OnboardRequest theirs = Requests.by(ours, Situation.OTHER);
        Onboarding other = new Onboarding(new Places(
                world.directory(),
                new MemoryVault(),
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                ProcedureListener.NONE));
        assertThatThrownBy(() -> other.run(theirs, world.operation()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE);
                    assertThat(failure.cause()).contains(Landscape.CONTROLLER.name());
                });
        assertOnboarded();
    }

    @ParameterizedTest
    @CsvSource({"'',false", "7,false", "'',true", "7,true"})
    void throttledAtEveryFirstCall(String retryAfter, boolean insideBatches) throws Exception {
        world.entra().behaviour().throttleFirstCalls(retryAfter, insideBatches);
        world.run();
        assertOnboarded();
    }

    @Test
    void thirtySecondsOfLagOnEveryKindOfObject() throws Exception {
        world.entra().behaviour().lag(Duration.ofSeconds(30)).flappingTokenEndpoint();
        world.run();
        assertOnboarded();
    }

    @Test
    void lagWhileRunningAgainAtOnce() throws Exception {
        world.entra().behaviour().lag(Duration.ofMinutes(10));
        world.entra()
                .behaviour()
                .lag(EntraLag.APPLICATION, Duration.ZERO)
                .lag(EntraLag.SERVICE_PRINCIPAL, Duration.ZERO)
                .lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ZERO)
                .lag(EntraLag.ROLES_IN_TOKENS, Duration.ZERO);
        world.run();
        assertThat(world.run().done()).noneMatch(change -> change instanceof Change.AddSecret);
        world.time().advance(Duration.ofMinutes(10));
        assertOnboarded();
    }

    @Test
    void theOtherDialectByItsProfileAlone() throws Exception {
        world.close();
        world = new Landscape(
                new OtherDialect(),
                resource("/io/jenkins/plugins/threatmanager/server/api-profile-other.json"),
                "Application.ReadWrite.OwnedBy",
                "AppRoleAssignment.ReadWrite.All",
                "Application.Read.All");
        world.run();
        assertOnboarded();
    }

    @Test
    void withoutTheRightToConsentAPersonDoes() throws Exception {
        world.close();
        world = new Landscape(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                "Application.ReadWrite.OwnedBy",
                "Application.Read.All");
        assertThatThrownBy(world::run).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.CONSENT_MISSING);
            assertThat(failure.remedy())
                    .contains("/adminconsent?client_id=" + world.app().appId());
        });
        assertThat(world.threatManager().console().profiles()).isEmpty();
        world.tenant().grantByHand(world.app(), ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
        world.run();
        assertOnboarded();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConvergenceTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
