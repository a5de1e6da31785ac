package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.ListedDialect;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with many profiles of others, whose credentials are each a list of their own. */
class ForeignProfilesTest {

    private static final int FOREIGN = 137;

    private final EngineFixture world = new EngineFixture(
            new ListedDialect(), ListedDialect.apiProfile(ApiProfile.bundledText()), StandInWorld.leastPrivileges());
    private final ThreatManagerConsole console = world.threatManager().console();

    /** Some by hand, some of this controller's other tenants, which are synced, too. */
    @BeforeEach
    void addForeignProfiles() {
        for (int i = 0; i < FOREIGN; i++) {
            boolean managed = i % 3 == 0;
            String domain = "tenant" + i + ".example";
            String marker = new ProfileMarker(EngineFixture.CONTROLLER.signer(), domain, new UUID(i, i).toString())
                    .description();
            ThreatManagerConsole.Profile added = console.addProfile("foreign " + i, managed ? marker : "");
            console.addCredential(added.id(), "Azure", "client-" + i, "secret-" + i);
            if (managed) {
                console.addSync(domain, "GLOBAL", added.id(), true);
            }
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Identifiers of the profiles whose credentials were asked for since the last time, in order. */
    private List<String> asked() {
        List<String> asked = world.threatManager().http().received().stream()
                .filter(ListedDialect::asksForCredentials)
                .map(StandInRequest::path)
                .map(path -> path.replaceFirst(".*/(\\d+)/Credential", "$1"))
                .toList();
        world.threatManager().http().forget();
        return asked;
    }

    private String own() {
        return String.valueOf(console.profiles().get(FOREIGN).id());
    }

    private ServerTarget target() {
        return new ServerTarget("tm-test", Optional.of(world.server()));
    }

    private Outcome rotate() throws InterruptedException {
        return new Rotation(new Places(
                        world.directory(), world.vault(), List.of(target()), List::of, ProcedureListener.NONE))
                .run(Requests.rotation(world.request()), world.operation());
    }

    @Test
    void whereThereIsNoAppYetNobodyCanHoldItsClientId() throws Exception {
        world.run();
        assertThat(asked()).isNotEmpty().containsOnly(own());
    }

    @Test
    void aRunThatChangesNothingAsksForItsOwnOnly() throws Exception {
        world.run();
        asked();
        assertThat(world.run().done()).isEmpty();
        assertThat(world.threatManager().count("*")).isLessThanOrEqualTo(10);
        assertThat(asked()).containsExactly(own());
        world.onboarding(ProcedureListener.NONE).plan(world.request(), world.operation());
        assertThat(asked()).containsExactly(own());
        assertThat(rotate().done()).isEmpty();
        assertThat(asked()).containsExactly(own());
    }

    @Test
    void theRestIsAskedForOnceWhereASecretComesOrGoes() throws Exception {
        world.run();
        world.tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());
        asked();
        world.run();
        assertThat(asked()).filteredOn(id -> !id.equals(own())).hasSize(FOREIGN).doesNotHaveDuplicates();
    }

    @Test
    void aConsentIsNobodyElsesBusiness() throws Exception {
        world.run();
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        asked();
        assertThat(world.run().done()).hasSize(1);
        assertThat(asked()).containsOnly(own());
    }

    @Test
    void aProfileThatShowsOnlyByItsCredentialIsFoundBeforeAnotherIsAdded() throws Exception {
        world.run();
        console.deleteSync(console.syncs().get(console.syncs().size() - 1).id());
        console.editProfile(Long.parseLong(own()), "renamed by hand", "");
        world.run();
        assertThat(console.profiles()).hasSize(FOREIGN + 1);
        assertThat(world.run().done()).isEmpty();
    }

    @Test
    void aProfileOfTheTenantsFormerDomainIsOurs() throws Exception {
        world.run();
        String keyId = world.app().secrets().get(0).keyId();
        ThreatManagerConsole.Profile former = console.addProfile(
                "former", new ProfileMarker(EngineFixture.CONTROLLER.signer(), "former.example", keyId).description());
        console.addCredential(former.id(), "Azure", world.app().appId(), "x");
        console.addSync("former.example", "GLOBAL", former.id(), true);
        assertThatThrownBy(world::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.REPLACE_NEEDED));
    }

    @Test
    void anOlderSecretStaysWhileAProfileWithoutMarkerHoldsTheClientId() throws Exception {
        world.run();
        ThreatManagerConsole.Profile byHand = console.addProfile("by hand", "");
        console.addCredential(byHand.id(), "Azure", world.app().appId(), "x");
        world.time().advance(Duration.ofDays(715));
        assertThat(rotate().done()).isNotEmpty();
        world.time().advance(Duration.ofDays(10));
        assertThat(world.app().secrets()).hasSize(2);
        Outcome later = rotate();
        assertThat(later.done()).isEmpty();
        assertThat(later.plan().remarks()).anyMatch(remark -> remark.contains("'by hand'"));
    }

    @Test
    void offBoardingFindsWhoeverElseHoldsTheClientId() throws Exception {
        world.run();
        ThreatManagerConsole.Profile byHand = console.addProfile("by hand", "");
        console.addCredential(byHand.id(), "Azure", world.app().appId(), "x");
        Offboarding offboarding = new Offboarding(
                new Places(world.directory(), world.vault(), List.of(target()), List::of, ProcedureListener.NONE));
        assertThatThrownBy(() -> offboarding.run(Requests.offboard(world.request()), world.operation()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(ProcedureProblem.USED_BY_OTHERS);
                    assertThat(failure.cause()).contains("'by hand'");
                });
        console.deleteCredential(
                byHand.id(), console.profile("by hand").credentials().get(0).id());
        console.deleteProfile(byHand.id(), false);
        asked();
        String own = own();
        offboarding.run(Requests.offboard(world.request()), world.operation());
        assertThat(asked()).filteredOn(id -> !id.equals(own)).hasSize(FOREIGN).doesNotHaveDuplicates();
        assertThat(console.profiles()).hasSize(FOREIGN);
    }

    @Test
    void whoWantsNoCredentialsAsksForNone() throws Exception {
        ServerSnapshot bare = world.server().observe(WantedCredentials.NONE, world.operation());
        assertThat(asked()).isEmpty();
        assertThat(bare.isComplete()).isFalse();
        ServerSnapshot whole = world.server().complete(bare, world.operation());
        assertThat(asked()).hasSize(FOREIGN).doesNotHaveDuplicates();
        assertThat(whole).isEqualTo(world.server().observe(world.operation()));
        assertThat(whole.profiles()).allMatch(profile -> profile.credentials().size() == 1);
    }
}
