package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInCertificate;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A2 of {@code docs/security.md}: what a later owner does to the app registration is seen, and gains no consent. */
class LaterOwnerAttackTest extends AttackOnStandIns {

    private static final StandInCertificate CERTIFICATE = new StandInCertificate("CN=somebody", "password");

    private enum Deed {
        SECRET("clientSecret", "client secret 'backup'"),
        CERTIFICATE("clientSecret", "certificate 'CN=somebody'"),
        FEDERATED("clientSecret", "federated credential 'github'"),
        PRINCIPAL_SECRET("clientSecret", "client secret of the service principal 'hidden'"),
        PRINCIPAL_CERTIFICATE("clientSecret", "certificate of the service principal 'CN=somebody'"),
        OWNER("application", "the owner user"),
        PRINCIPAL_OWNER("application", "the owner user");

        private final String resource;
        private final String words;

        Deed(String resource, String words) {
            this.resource = resource;
            this.words = words;
        }

        boolean isCredential() {
            return resource.equals("clientSecret");
        }
    }

    private void commit(Deed deed) {
        StandInApp app = world.app();
        var principal = world.tenant().principalOf(app.appId()).orElseThrow();
        var end = world.time().instant().plus(Duration.ofDays(90));
        switch (deed) {
            case SECRET -> world.tenant().addSecretByHand(app, "backup", end);
            case CERTIFICATE -> app.trust(CERTIFICATE.certificate());
            case FEDERATED -> app.addFederatedCredential("github", "https://token.actions.githubusercontent.com");
            case PRINCIPAL_SECRET -> world.tenant().addPrincipalSecretByHand(app, "hidden", end);
            case PRINCIPAL_CERTIFICATE -> principal.trust(CERTIFICATE.certificate());
            case OWNER -> app.addOwner(member);
            case PRINCIPAL_OWNER -> principal.addOwner(member);
        }
    }

    static Stream<Deed> deeds() {
        return Stream.of(Deed.values());
    }

    static Stream<Deed> credentials() {
        return deeds().filter(Deed::isCredential);
    }

    private Outcome status() throws InterruptedException {
        return world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void a2IsDriftAndAnObstacleToGrantingMore(Deed deed) throws Exception {
        begin(everything());
        world.run();
        assertThat(status().plan().differences()).isZero();
        commit(deed);

        var drift = Drift.of(status().plan());
        assertThat(drift).containsOnlyKeys(deed.resource);
        assertThat(drift.get(deed.resource)).singleElement().asString().contains(deed.words);

        world.tenant().revokeByHand(world.app(), "User.Read.All");
        ProblemException refused = refused();
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(refused.cause()).contains(deed.words);
        assertThat(world.tenant().consented(world.app())).doesNotContain("User.Read.All");
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void a2DoesNotLetTheSyncLapse(Deed deed) throws Exception {
        begin(everything());
        world.run();
        commit(deed);

        Outcome rotated = rotate();

        assertThat(rotated.done()).anyMatch(Change.AddSecret.class::isInstance);
        assertThat(rotated.plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains(deed.words));
    }

    private Outcome rotate() throws InterruptedException {
        Places places = new Places(
                world.directory(),
                world.vault(),
                ServerTargets.named(Optional.of(world.server())),
                List::of,
                ProcedureListener.NONE);
        return new Rotation(places)
                .run(new RotationRequest(world.request().goal(), RotationTerms.DEFAULT.withForce()), world.operation());
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void a2IsRemovedOnTheAdministratorsWord(Deed deed) throws Exception {
        begin(everything());
        world.run();
        commit(deed);
        world.tenant().revokeByHand(world.app(), "User.Read.All");

        Outcome removed = world.run(Allowance.REMOVE_FOREIGN_CREDENTIALS);

        assertThat(removed.done()).hasSize(2);
        assertThat(removed.done().get(0)).isInstanceOf(Change.RemoveForeignCredential.class);
        assertThat(status().plan().differences()).isZero();
        assertOnboarded();
    }

    /** The answer of Graph that lists the consents has these in it, too. */
    @Test
    void a2GrantsPermissionsOfAnotherApi() throws Exception {
        begin(everything());
        world.run();
        String role = "dc890d15-9560-4a4c-9b7f-a736ec74ec40";
        world.tenant().grantElsewhereByHand(world.app(), "Office 365 Exchange Online", role);

        var drift = Drift.of(status().plan());
        assertThat(drift).containsOnlyKeys("consent");
        assertThat(drift.get("consent"))
                .singleElement()
                .asString()
                .contains(role)
                .contains("'Office 365 Exchange Online'");
        assertThat(rotate().plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("'Office 365 Exchange Online'"));

        world.tenant().revokeByHand(world.app(), "User.Read.All");
        ProblemException refused = refused(Allowance.REMOVE_EXTRA_PERMISSIONS);
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(refused.cause()).contains(role);
        assertThat(refused.remedy()).contains("in the Entra admin center");
        assertThat(world.tenant().consented(world.app())).doesNotContain("User.Read.All");

        world.tenant().revokeElsewhereByHand(world.app());
        world.run();
        assertThat(status().plan().differences()).isZero();
    }

    /** With a marker that looks like this controller's, for a credential that there is not. */
    @Test
    void a2GivesItsSecretAMarkerOfThisController() throws Exception {
        begin(everything());
        world.run();
        String name = new SecretMarker(EngineFixture.CONTROLLER, "anywhere", "backup")
                .freshNames()
                .get();
        world.tenant().addSecretByHand(world.app(), name, world.time().instant().plus(Duration.ofDays(90)));
        assertThat(status().plan().differences())
                .as("it may be what an interrupted run has left")
                .isZero();
        world.time().advance(Duration.ofHours(25));

        assertThat(Drift.of(status().plan())).containsOnlyKeys("clientSecret");
        assertThat(rotate().plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains(name));
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        ProblemException refused = refused();
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(refused.cause()).contains(name);
        assertThat(world.tenant().consented(world.app())).doesNotContain("User.Read.All");
    }

    @Test
    void a2SwitchesTheInstanceLockOff() throws Exception {
        begin(everything());
        world.run();
        assertThat(world.app().instanceLock()).isTrue();
        world.app().instanceLock(false);

        assertThat(Drift.of(status().plan())).containsOnlyKeys("application");
        assertThat(rotate().plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("instance lock"));
        world.run();
        assertThat(world.app().instanceLock()).isTrue();
    }

    @Test
    void a2GrantsMoreThanThePolicyLists() throws Exception {
        begin(everything());
        world.run();
        world.tenant().grantByHand(world.app(), "RoleManagement.ReadWrite.Directory");
        world.tenant().revokeByHand(world.app(), "User.Read.All");

        ProblemException refused = refused();

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(refused.cause()).contains("RoleManagement.ReadWrite.Directory");
        assertThat(rotate().plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("RoleManagement.ReadWrite.Directory"));
        world.run(Allowance.REMOVE_EXTRA_PERMISSIONS);
        assertThat(world.tenant().consented(world.app()))
                .containsExactlyInAnyOrderElementsOf(ProcedureRequest.DEFAULT_PERMISSIONS);
    }
}
