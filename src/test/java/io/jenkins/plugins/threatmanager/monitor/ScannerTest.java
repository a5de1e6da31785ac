package io.jenkins.plugins.threatmanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.config.ConfigProblem;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.StandInPolicies;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks over real HTTP at the stand-ins, and what is found out by them. */
class ScannerTest {

    private final EngineFixture landscape = new EngineFixture();
    private final List<String> log = new ArrayList<>();
    private final Scanner lookout = new Scanner(
            landscape.time(),
            landscape.time(),
            log::add,
            EngineFixture.CONTROLLER,
            kept -> !kept.credentialsId().equals("typed"));

    @BeforeEach
    void onboard() throws InterruptedException {
        landscape.run();
    }

    @AfterEach
    void close() {
        landscape.close();
    }

    private KeptSecret kept() throws InterruptedException {
        StoredSecret stored =
                landscape.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
        return new KeptSecret(
                landscape.vault().place(),
                stored.credentialsId(),
                stored.tenant(),
                stored.clientId(),
                stored.keyId(),
                stored.previous().map(StoredSecret.Version::keyId).orElse(""),
                Optional.of(stored.expires()));
    }

    private Look<TenantSnapshot> atTenant() throws InterruptedException {
        return lookout.atTenant(
                landscape.request().goal().tenant(),
                landscape::directory,
                Optional.empty(),
                ProcedureRequest.DEFAULT_UNIQUE_NAME,
                ProcedureRequest.DEFAULT_APP_NAME,
                List.of(kept()),
                null);
    }

    private Look<ServerSnapshotRecord> atServer() throws InterruptedException {
        return lookout.atServer("tm-prod", landscape::server, null);
    }

    private List<FindingKind> findings() throws InterruptedException {
        MonitoringFixture known =
                new MonitoringFixture().keeps(kept()).looked(atTenant()).lookedAtServer(atServer());
        return Findings.in(known.at(landscape.time().instant())).stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void nothingIsFoundRightAfterOnboardingAndNothingIsChanged() throws InterruptedException {
        int before = landscape.threatManager().http().received().size();

        assertThat(findings()).isEmpty();
        assertThat(landscape.threatManager().http().received().stream().skip(before))
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
        assertThat(log).containsExactly("looked at " + EngineFixture.DOMAIN, "looked at tm-prod");
    }

    @Test
    void aSecretRemovedByHandIsGone() throws InterruptedException {
        landscape.tenant().removeSecretByHand(landscape.app(), kept().keyId());

        assertThat(findings()).containsExactly(FindingKind.GONE_FROM_ENTRA);
    }

    /** A2 of docs/security.md. */
    @Test
    void whatOthersHaveDoneToTheAppIsFoundTheSameDay() throws InterruptedException {
        landscape.app().addOwner(landscape.tenant().addUser("Mallory"));
        landscape.app().addFederatedCredential("github", "https://token.actions.githubusercontent.com");
        landscape.app().instanceLock(false);
        landscape.tenant().grantByHand(landscape.app(), "RoleManagement.ReadWrite.Directory");

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        FindingKind.UNTRUSTED_OWNER,
                        FindingKind.FOREIGN_CREDENTIAL,
                        FindingKind.LOCK_OFF,
                        FindingKind.EXTRA_CONSENT);
    }

    private static void restricts(EngineFixture landscape, String... restrictions) {
        landscape.tenant().grantByHand(landscape.bootstrap(), "Policy.Read.All");
        landscape.entra().behaviour().policies().setDefault(restrictions);
    }

    @Test
    void aPolicyThatForbidsTheNextSecretIsFoundBeforeItIsDue() throws InterruptedException {
        restricts(landscape, StandInPolicies.noSecrets(), StandInPolicies.lifetime("P90D"));

        assertThat(findings()).containsExactly(FindingKind.SECRETS_FORBIDDEN);

        landscape.entra().behaviour().policies().assign(landscape.app(), "Sync");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPolicyThatShortensTheNextSecretIsFoundUntilThereIsOne() throws InterruptedException {
        restricts(landscape, StandInPolicies.lifetime("P90D"));
        assertThat(findings()).containsExactly(FindingKind.SECRETS_SHORTENED);

        restricts(landscape, StandInPolicies.lifetime("P2Y"));
        assertThat(findings()).isEmpty();
    }

    /** A2, of other APIs than Microsoft Graph. */
    @Test
    void aPermissionOfAnotherApiIsFoundTheSameDay() throws InterruptedException {
        landscape
                .tenant()
                .grantElsewhereByHand(
                        landscape.app(), "Office 365 Exchange Online", "dc890d15-9560-4a4c-9b7f-a736ec74ec40");

        assertThat(findings()).containsExactly(FindingKind.EXTRA_CONSENT);
    }

    /** A2: whoever may add a credential to any folder would otherwise hide a second key. */
    @Test
    void aForeignSecretIsFoundAlsoIfSomebodyTypesItIntoACredential() throws InterruptedException {
        StandInSecret second = landscape
                .tenant()
                .addSecretByHand(landscape.app(), "backup", kept().expires().orElseThrow());
        KeptSecret typed = new KeptSecret(
                "any", "typed", kept().tenant(), kept().clientId(), second.keyId(), "", kept().expires());

        Look<TenantSnapshot> look = lookout.atTenant(
                landscape.request().goal().tenant(),
                landscape::directory,
                Optional.empty(),
                ProcedureRequest.DEFAULT_UNIQUE_NAME,
                ProcedureRequest.DEFAULT_APP_NAME,
                List.of(kept(), typed),
                null);

        assertThat(Findings.in(new MonitoringFixture()
                        .keeps(kept())
                        .looked(look)
                        .at(landscape.time().instant())))
                .extracting(Finding::kind)
                .contains(FindingKind.FOREIGN_CREDENTIAL);
    }

    @Test
    void aSecretWithAMarkerThatNoCredentialKeepsIsFound() throws InterruptedException {
        landscape
                .tenant()
                .addSecretByHand(
                        landscape.app(),
                        "jenkins-tm other.contoso.com:0b0b0b0b0b0b/contoso-tm@" + "0123456789abcdef".repeat(2)
                                + " 01234567",
                        kept().expires().orElseThrow());
        assertThat(findings()).containsExactly(FindingKind.FOREIGN_CREDENTIAL);

        StandInSecret orphan = landscape
                .tenant()
                .addSecretByHand(
                        landscape.app(),
                        "jenkins-tm " + EngineFixture.CONTROLLER + ":"
                                + EngineFixture.CONTROLLER.instance().substring(0, 12) + "/fabrikam-tm@"
                                + "0123456789abcdef".repeat(2) + " 01234567",
                        kept().expires().orElseThrow());
        assertThat(findings())
                .containsExactlyInAnyOrder(FindingKind.FOREIGN_CREDENTIAL, FindingKind.UNKNOWN_TO_JENKINS);
        assertThat(Findings.in(
                        new MonitoringFixture().keeps(kept()).looked(atTenant()).now()))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("'fabrikam-tm'") && !text.contains(orphan.text()));
    }

    @Test
    void anAppThatIsSwitchedOffOrDeletedIsFound() throws InterruptedException {
        landscape.app().disable();
        assertThat(findings()).containsExactly(FindingKind.APP_DISABLED);

        landscape.tenant().deleteByHand(landscape.app());
        assertThat(findings()).containsExactly(FindingKind.APP_MISSING);
    }

    @Test
    void aProfileThatNamesAnotherSecretIsFound() throws InterruptedException {
        var profile = landscape.threatManager().console().profiles().get(0);
        landscape
                .threatManager()
                .console()
                .editProfile(
                        profile.id(),
                        profile.name(),
                        profile.description().replace(kept().keyId(), MonitoringFixture.STRANGE_KEY));

        assertThat(findings()).containsExactly(FindingKind.UNKNOWN_SECRET_ON_SERVER);
    }

    @Test
    void aFailureIsAResultWithoutStackTraceAndBoundedInTime() throws InterruptedException {
        landscape.threatManager().close();
        var before = landscape.time().instant();

        Look<ServerSnapshotRecord> look = atServer();

        assertThat(look.failure()).contains(". ");
        assertThat(landscape.time().instant()).isBeforeOrEqualTo(before.plus(Scanner.PATIENCE));
        assertThat(log).singleElement().asString().startsWith("could not look at tm-prod: ");
    }

    @Test
    void aMissingCredentialOrAMistakeOfOursHindersNoOtherLook() throws InterruptedException {
        Look<ServerSnapshotRecord> missing = lookout.atServer(
                "tm-prod",
                () -> {
                    throw new ProblemException(ConfigProblem.CREDENTIAL_MISSING, "No credential.", "Choose one.");
                },
                null);
        Look<ServerSnapshotRecord> mistake = lookout.atServer("tm-prod", () -> (ThreatManagerServer) null, missing);

        assertThat(missing.failure()).isEqualTo("No credential. Choose one. [config-credential-missing]");
        assertThat(mistake.failure())
                .isEqualTo(
                        "An unexpected error (NullPointerException) stopped it. The log of the expiry watch says where"
                                + " it happened.");
        assertThat(log).contains("unexpected: java.lang.NullPointerException").anyMatch(line -> line.contains("at "));
        assertThat(mistake.failingSince()).isEqualTo(missing.failingSince());
    }

    @Test
    void anInterruptEndsTheRound() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::atTenant).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
