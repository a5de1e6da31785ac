package io.jenkins.plugins.threatmanager.procedure.request;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operation asks for by the versions of the servers, within the policy. */
class SyncPermissionsTest {

    private static final List<String> TWELVE = PermissionSet.THREAT_MANAGER_3_0.permissions();
    private static final List<String> SIXTEEN = PermissionSet.THREAT_MANAGER_3_3.permissions();

    private final PolicyReader policy = new PolicyReader(
                    new TenantPolicy.Place("let an administrator ", ", under Manage Jenkins"))
            .allow(List.of("OFFBOARD", "ROTATE_BOOTSTRAP"));
    private final Map<String, PermissionSet> sets = new HashMap<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final ArgumentValues configured = new ArgumentValues();
    private final ArgumentValues given = new ArgumentValues()
            .put(Argument.TENANT, "contoso")
            .put(Argument.SERVER, "tm-prod")
            .put(Argument.CREDENTIALS_ID, "contoso-tm");

    private List<String> asked(Operation operation) {
        return new RequestFactory(configured, ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS)
                .prepare(
                        operation,
                        new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", policy.read()),
                        given,
                        new ServerNeeds(sets, elsewhere, Set.of()))
                .request()
                .app()
                .permissions();
    }

    /** An update of the plugin alone asks for nothing more. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void withoutVersionAndPermissionSetThereAreTwelve(Operation operation) {
        assertThat(asked(operation)).isEqualTo(TWELVE).hasSize(12);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ONBOARD", "CONFIGURE_SYNC", "STATUS"})
    void theVersionOfTheNamedServerSaysIt(Operation operation) {
        policy.permissionSet("threat-manager-3.3");
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_2);
        assertThat(asked(operation)).isEqualTo(TWELVE);
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_3);
        assertThat(asked(operation)).isEqualTo(SIXTEEN).hasSize(16);
    }

    @Test
    void aServerWithoutVersionNeedsWhatThePolicyLists() {
        policy.permissionSet("threat-manager-3.3");
        sets.put("tm-other", PermissionSet.THREAT_MANAGER_3_2);
        assertThat(asked(Operation.ONBOARD)).isEqualTo(SIXTEEN);
    }

    @Test
    void registeringTheAppAloneTakesThePolicysSet() {
        policy.permissionSet("threat-manager-3.3");
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_2);
        elsewhere.addAll(TWELVE);
        assertThat(asked(Operation.REGISTER_APP)).isEqualTo(SIXTEEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ONBOARD", "CONFIGURE_SYNC", "STATUS", "STORE_SECRET"})
    void whatOtherServersOfTheTenantNeedIsAskedForToo(Operation operation) {
        policy.permissionSet("threat-manager-3.3");
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_2);
        elsewhere.addAll(SIXTEEN);
        assertThat(asked(operation)).isEqualTo(SIXTEEN);
    }

    @Test
    void aSecretIsForTheServersThatHoldASync() {
        policy.permissionSet("threat-manager-3.3");
        assertThat(asked(Operation.STORE_SECRET)).isEqualTo(SIXTEEN);
        elsewhere.addAll(TWELVE);
        assertThat(asked(Operation.STORE_SECRET)).isEqualTo(TWELVE);
    }

    /** Its own operations fail; those on this server do not have to wait for its administrator. */
    @Test
    void anotherServerThatNeedsMoreThanThePolicyListsGetsNoMore() {
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_2);
        elsewhere.addAll(SIXTEEN);
        assertThat(asked(Operation.ONBOARD)).isEqualTo(TWELVE);
    }

    @Test
    void anArgumentOrADefaultOfTheConfigurationWins() {
        policy.permissionSet("threat-manager-3.3");
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_3);
        elsewhere.addAll(SIXTEEN);
        configured.put(Argument.PERMISSIONS, "User.Read.All, Group.Read.All");
        assertThat(asked(Operation.ONBOARD)).containsExactly("User.Read.All", "Group.Read.All");
        given.put(Argument.PERMISSIONS, "User.Read.All");
        assertThat(asked(Operation.ONBOARD)).containsExactly("User.Read.All");
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ONBOARD", "CONFIGURE_SYNC", "STATUS"})
    void aServerThatNeedsMoreThanThePolicyListsIsAnError(Operation operation) {
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_3);
        assertThatThrownBy(() -> asked(operation)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(ProcedureProblem.POLICY);
            assertThat(problem.cause())
                    .isEqualTo("Threat Manager 3.3 on the server 'tm-prod' needs AgentIdentity.Read.All,"
                            + " AgentIdentityBlueprint.Read.All, AgentIdentityBlueprintPrincipal.Read.All,"
                            + " IdentityRiskyAgent.Read.All, and the policy of the tenant 'contoso' does not include"
                            + " them.");
            assertThat(problem.remedy())
                    .isEqualTo("Correct the server's version if it is another one, or let an administrator set"
                            + " permissionSet: threat-manager-3.3, or add what is missing to the permissions listed"
                            + " instead of a set, in the tenant's policy, under Manage Jenkins.");
        });
    }

    /** The sync must not lapse because of a version. */
    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ROTATE_SECRET", "OFFBOARD", "STORE_SECRET", "REGISTER_APP"})
    void nothingElseIsHeldUpByIt(Operation operation) {
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_3);
        assertThat(asked(operation)).isEqualTo(TWELVE);
    }

    @Test
    void aListInsteadOfASetBoundsThemLikewise() {
        policy.permissions(List.of("User.Read.All", "Group.Read.All"));
        sets.put("tm-prod", PermissionSet.THREAT_MANAGER_3_2);
        assertThatThrownBy(() -> asked(Operation.ONBOARD))
                .hasMessageContaining("needs AdministrativeUnit.Read.All, Application.Read.All, Device.Read.All")
                .hasMessageContaining("RoleManagement.Read.All, and the policy");
    }

    @ParameterizedTest
    @CsvSource({"3.0, 12", "3.1, 12", "3.2, 12", "' 3.3 ', 16"})
    void aVersionHasASet(String version, int size) {
        PermissionSet set = PermissionSet.ofVersion(version).orElseThrow();
        assertThat(set.permissions()).hasSize(size);
        assertThat(set.version()).isEqualTo(version.trim());
        assertThat(PermissionSet.ofVersion("  ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3", "3.4", "newest", "threat-manager-3.3"})
    void anotherVersionIsRefused(String version) {
        assertThatThrownBy(() -> PermissionSet.ofVersion(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + version + "' is no version of Threat Manager whose permissions are known: choose from"
                        + " 3.0, 3.1, 3.2, 3.3, or leave it empty.");
    }
}
