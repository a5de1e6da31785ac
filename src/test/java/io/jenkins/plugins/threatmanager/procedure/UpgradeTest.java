package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.procedure.request.ServerNeeds;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From Threat Manager 3.2 to 3.3, over the stand-ins: a change of the app, and of nothing else. */
class UpgradeTest extends OnboardingOnStandIns {

    private static final Set<String> NEW = PermissionSet.newInAVersion();
    private static final Set<String> SIXTEEN = Set.copyOf(PermissionSet.THREAT_MANAGER_3_3.permissions());

    private PermissionSet version = PermissionSet.THREAT_MANAGER_3_2;
    private PermissionSet elsewhere = PermissionSet.THREAT_MANAGER_3_2;
    private Set<String> perhaps = Set.of();

    @BeforeEach
    void thePolicyListsAll() {
        world.policy = new TenantPolicy(
                PermissionSet.THREAT_MANAGER_3_3.permissions(),
                world.policy.trustedOwners(),
                world.policy.adoptable(),
                world.policy.allowances(),
                world.policy.bounds());
    }

    private Outcome perform(Operation operation, boolean plan, String... flags) throws InterruptedException {
        return perform(operation, plan, Optional.of(world.server()), flags);
    }

    private Outcome perform(Operation operation, boolean plan, Optional<ThreatManagerServer> server, String... flags)
            throws InterruptedException {
        ArgumentValues given = new ArgumentValues()
                .put(Argument.TENANT, "contoso")
                .put(Argument.SERVER, "tm-test")
                .put(Argument.CREDENTIALS_ID, EngineFixture.CREDENTIALS_ID)
                .put(Argument.PLAN, plan);
        List.of(flags).forEach(flag -> given.put(Argument.valueOf(flag), true));
        PreparedOperation<?> prepared = new RequestFactory(
                        new ArgumentValues(), ProcedureRequest.DEFAULT_UNIQUE_NAME, EngineFixture.CONTROLLER)
                .prepare(
                        operation,
                        world.request().goal().tenant(),
                        given,
                        new ServerNeeds(Map.of("tm-test", version), Set.copyOf(elsewhere.permissions()), perhaps));
        return prepared.perform(
                world.places(world.directory(), ServerTargets.named(server), List::of, ProcedureListener.NONE),
                world.operation());
    }

    private Set<String> granted() {
        return world.tenant().consented(world.app());
    }

    @Test
    void theServersVersionIsAskedForAndNoMore() throws InterruptedException {
        perform(Operation.ONBOARD, false);

        assertThat(granted()).containsExactlyInAnyOrderElementsOf(PermissionSet.THREAT_MANAGER_3_2.permissions());
        Plan status = perform(Operation.STATUS, false).plan();
        assertThat(status.differences()).isZero();
    }

    @Test
    void anUpgradeIsFourGrantsAndTheSecretStays() throws InterruptedException {
        perform(Operation.ONBOARD, false);
        List<String> secrets = keyIds();
        StoredSecret stored = world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
        version = PermissionSet.THREAT_MANAGER_3_3;

        Plan plan = perform(Operation.ONBOARD, true).plan();

        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.changes()).hasSize(5);
        assertThat(plan.changes().get(0)).isInstanceOf(Change.UpdateApplication.class);
        assertThat(plan.changes().stream()
                        .filter(Change.GrantPermission.class::isInstance)
                        .map(change -> ((Change.GrantPermission) change).role().name()))
                .containsExactlyInAnyOrderElementsOf(NEW);
        long updates = world.threatManager().count("PUT");
        String description = world.threatManager().console().profile(PROFILE).description();

        Outcome upgraded = perform(Operation.ONBOARD, false);

        assertThat(upgraded.done()).hasSize(5);
        assertThat(upgraded.overview().missingPermissions()).isEmpty();
        assertThat(granted()).containsExactlyInAnyOrderElementsOf(SIXTEEN);
        assertThat(keyIds()).isEqualTo(secrets);
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).contains(stored);
        assertThat(world.threatManager().count("PUT")).isEqualTo(updates);
        assertThat(world.threatManager().console().profile(PROFILE).description())
                .isEqualTo(description);
        assertThat(world.threatManager().console().profile(PROFILE).credentials())
                .singleElement()
                .satisfies(held ->
                        assertThat(held.password()).isEqualTo(stored.text().reveal()));
        assertThat(perform(Operation.ONBOARD, false).done()).isEmpty();
    }

    @Test
    void aPersonWhoSetsTheServerUpHearsThatNothingIsToBeTyped() throws InterruptedException {
        perform(Operation.ONBOARD, false, Optional.empty());
        version = PermissionSet.THREAT_MANAGER_3_3;

        Plan plan = perform(Operation.ONBOARD, true, Optional.empty()).plan();

        assertThat(plan.changes()).hasSize(5);
        assertThat(plan.remarks())
                .contains("The client secret stays: after an upgrade of Threat Manager nothing has to be entered in its"
                        + " console, since tokens that it obtains from now on hold the new permissions.");
    }

    private List<String> keyIds() {
        return world.app().secrets().stream().map(StandInSecret::keyId).toList();
    }

    @Test
    void aCloudThatDoesNotOfferThemCostsARemark() throws InterruptedException {
        NEW.forEach(world.tenant()::withdraw);
        perform(Operation.ONBOARD, false);
        version = PermissionSet.THREAT_MANAGER_3_3;

        Outcome upgraded = perform(Operation.ONBOARD, false);

        assertThat(upgraded.done()).isEmpty();
        assertThat(upgraded.plan().differences()).isZero();
        assertThat(upgraded.plan().remarks())
                .anyMatch(remark -> remark.startsWith(
                        "This cloud does not offer AgentIdentity.Read.All, AgentIdentityBlueprint.Read.All,"
                                + " AgentIdentityBlueprintPrincipal.Read.All, IdentityRiskyAgent.Read.All yet"));
    }

    @Test
    void whatIsGrantedBeyondIsAFindingUnlessAnotherServerNeedsIt() throws InterruptedException {
        version = PermissionSet.THREAT_MANAGER_3_3;
        perform(Operation.ONBOARD, false);
        version = PermissionSet.THREAT_MANAGER_3_2;

        assertThat(perform(Operation.STATUS, false).plan().findings().toString())
                .contains("The app also holds", "IdentityRiskyAgent.Read.All");
        elsewhere = PermissionSet.THREAT_MANAGER_3_3;
        assertThat(perform(Operation.STATUS, false).plan().differences()).isZero();
        assertThat(perform(Operation.ONBOARD, false, "REMOVE_EXTRA_PERMISSIONS").done())
                .isEmpty();
    }

    /** As the command line, which does not know what other servers hold. */
    @Test
    void whatAnotherServerMayNeedIsARemark() throws InterruptedException {
        version = PermissionSet.THREAT_MANAGER_3_3;
        perform(Operation.ONBOARD, false);
        version = PermissionSet.THREAT_MANAGER_3_2;
        perhaps = SIXTEEN;

        Plan status = perform(Operation.STATUS, false).plan();

        assertThat(status.differences()).isZero();
        assertThat(status.remarks())
                .anyMatch(remark -> remark.startsWith("The app also holds AgentIdentity")
                        && remark.endsWith("which another server of the configuration may need by its version."));
    }
}
