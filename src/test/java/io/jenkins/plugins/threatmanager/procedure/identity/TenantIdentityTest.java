package io.jenkins.plugins.threatmanager.procedure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync that names the tenant by its ID, or by another of its verified domains, is a sync of that tenant. */
class TenantIdentityTest {

    private static final String CUSTOM = "contoso.example";
    private static final String FOREIGN = "fabrikam.example";

    private final EngineFixture world = new EngineFixture();

    @BeforeEach
    void domains() {
        world.tenant().verifyDomain(CUSTOM);
        world.tenant().verifyDomain("xn--bcher-kva.example");
        world.entra()
                .addTenant("fabrikam.onmicrosoft.com", "77777777-7777-4777-8777-777777777777")
                .verifyDomain(FOREIGN);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ThreatManagerConsole console() {
        return world.threatManager().console();
    }

    /** Deletes the sync, and makes the same one as somebody else would have typed it. */
    private ThreatManagerConsole.Sync retype(String tenant) {
        ThreatManagerConsole.Sync typed = console().syncs().get(0);
        console().deleteSync(typed.id());
        return console().addSync(tenant, typed.cloud(), typed.profileId(), true);
    }

    private Outcome rotate() throws InterruptedException {
        return new Rotation(world.places(world.directory(), server(), List::of, ProcedureListener.NONE))
                .run(new RotationRequest(world.request().goal(), RotationTerms.DEFAULT.withForce()), world.operation());
    }

    private List<ServerTarget> server() {
        return List.of(new ServerTarget("tm-test", Optional.of(world.server())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                StandInWorld.TENANT_ID,
                "{" + StandInWorld.TENANT_ID + "}",
                CUSTOM,
                "Contoso.Example",
                "bücher.example",
                "xn--bcher-kva.example"
            })
    void nothingDiffersAndNothingIsReplaced(String tenant) throws Exception {
        console().onSync((domain, cloud, clientId, secret) -> new ThreatManagerConsole.Result(true, ""));
        world.run();
        ThreatManagerConsole.Sync typed = retype(tenant);
        Outcome again = world.run();
        assertThat(again.done()).isEmpty();
        assertThat(again.plan().remarks())
                .contains("The Entra ID Sync names the tenant " + tenant + ", which is the same as "
                        + EngineFixture.DOMAIN + "; it stays as it is.");
        assertThat(console().syncs()).containsExactly(typed);
    }

    @Test
    void anUsualLookAsksNothingMore() throws Exception {
        world.run();
        world.entra().forget();
        world.run();
        int usual = world.entra().exchanges();
        retype(StandInWorld.TENANT_ID);
        world.entra().forget();
        world.run();
        assertThat(world.entra().exchanges()).as("by ID").isEqualTo(usual);
        retype(CUSTOM);
        world.entra().forget();
        world.run();
        assertThat(world.entra().exchanges()).as("by domain").isEqualTo(usual + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "77777777-7777-4777-8777-777777777777", "no-such-tenant.example", "no domain"})
    void anotherTenantIsAnother(String tenant) throws Exception {
        world.run();
        retype(tenant);
        ProblemException refused = catchThrowableOfType(ProblemException.class, world::run);
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.REPLACE_NEEDED);
    }

    @Test
    void oneThatSomebodyHasMadeIsNotDoubled() throws Exception {
        ThreatManagerConsole.Profile theirs = console().addProfile("by hand", "");
        console().addSync(CUSTOM, "GLOBAL", theirs.id(), true);
        ProblemException refused = catchThrowableOfType(ProblemException.class, world::run);
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_MANAGED);
        world.run(Allowance.ADOPT);
        assertThat(console().syncs()).singleElement().satisfies(sync -> {
            assertThat(sync.tenant()).isEqualTo(CUSTOM);
            assertThat(sync.profileId()).isNotEqualTo(theirs.id());
        });
    }

    @Test
    void aProfileOfTheAppThatItUsesIsRead() throws Exception {
        world.run();
        ThreatManagerConsole.Profile ours = console().profiles().get(0);
        console().editProfile(ours.id(), "renamed", "");
        retype(CUSTOM);
        Outcome again = world.run();
        assertThat(again.done()).singleElement().isInstanceOf(Change.UpdateProfile.class);
        assertThat(console().profiles()).hasSize(1);
    }

    @Test
    void twoOfOneTenantAreTwo() throws Exception {
        world.run();
        ThreatManagerConsole.Sync first = console().syncs().get(0);
        console().addSync(StandInWorld.TENANT_ID, first.cloud(), first.profileId(), true);
        ProblemException refused = catchThrowableOfType(ProblemException.class, world::run);
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.AMBIGUOUS);
    }

    @Test
    void tenantsThatAreManagedThereAreNotLookedUp() throws Exception {
        world.run();
        console().deleteSync(console().syncs().get(0).id());
        ThreatManagerConsole.Profile theirs = console()
                .addProfile(
                        "fabrikam",
                        new ProfileMarker(
                                        new Signer("other", Optional.of("0b".repeat(16))),
                                        FOREIGN,
                                        "00000000-0000-4000-8000-000000000001")
                                .description());
        console().addSync(FOREIGN, "GLOBAL", theirs.id(), true);
        world.entra().forget();
        world.run();
        assertThat(world.entra().http().received())
                .noneMatch(request -> request.path().contains("openid-configuration"));
        assertThat(console().syncs()).hasSize(2);
    }

    @Test
    void aRotationTestsItAsOneOfTheTenant() throws Exception {
        world.run();
        retype(CUSTOM);
        Outcome rotated = rotate();
        assertThat(rotated.done()).anyMatch(Change.OnServer.class::isInstance);
        assertThat(rotated.plan().remarks()).noneMatch(remark -> remark.contains("has no Entra ID Sync"));
    }

    @ParameterizedTest
    @ValueSource(strings = {StandInWorld.TENANT_ID, CUSTOM})
    void offboardingRemovesIt(String tenant) throws Exception {
        world.run();
        retype(tenant);
        new Offboarding(world.places(world.directory(), server(), List::of, ProcedureListener.NONE))
                .run(Requests.offboard(world.request()), world.operation());
        assertThat(console().syncs()).isEmpty();
        assertThat(console().profiles()).isEmpty();
        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
    }
}
