package io.jenkins.plugins.threatmanager.procedure.request;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant's policy keeps from whoever writes the arguments: A3, A4, A9. */
class PolicyCheckTest {

    private static final String CLIENT_ID = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";

    private static final TenantPolicy.Place JENKINS =
            new TenantPolicy.Place("let an administrator ", ", under Manage Jenkins, Threat Manager");

    private final PolicyReader policy = new PolicyReader(JENKINS);
    private final ArgumentValues configured = new ArgumentValues();
    private final ArgumentValues given = new ArgumentValues()
            .put(Argument.TENANT, "contoso")
            .put(Argument.SERVER, "tm-prod")
            .put(Argument.CREDENTIALS_ID, "contoso-tm");

    private PreparedOperation<?> prepare(Operation operation) {
        return new RequestFactory(configured, ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS)
                .prepare(
                        operation,
                        new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", policy.read()),
                        given);
    }

    private void assertRefused(Operation operation, String cause, String remedy) {
        assertThatThrownBy(() -> prepare(operation)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(ProcedureProblem.POLICY);
            assertThat(problem.cause()).isEqualTo(cause);
            assertThat(problem.remedy()).isEqualTo(remedy);
        });
    }

    /** A3. */
    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER_APP", "STORE_SECRET", "CONFIGURE_SYNC", "ONBOARD", "STATUS", "OFFBOARD"})
    void aPermissionBeyondThePolicyIsRefused(Operation operation) {
        policy.allow(List.of("OFFBOARD"));
        given.put(Argument.PERMISSIONS, "User.Read.All RoleManagement.ReadWrite.Directory, Mail.ReadWrite");
        assertRefused(
                operation,
                "The policy of the tenant 'contoso' does not include the permissions"
                        + " RoleManagement.ReadWrite.Directory, Mail.ReadWrite.",
                "Ask for less, or let an administrator add them in the tenant's policy, under Manage Jenkins,"
                        + " Threat Manager.");
    }

    @Test
    void aDefaultOfAllTenantsDoesNotWidenThePolicyOfOne() {
        configured.put(Argument.PERMISSIONS, "User.Read.All, Mail.ReadWrite");
        assertRefused(
                Operation.REGISTER_APP,
                "The policy of the tenant 'contoso' does not include the permission Mail.ReadWrite.",
                "Ask for less, or let an administrator add it in the tenant's policy, under Manage Jenkins,"
                        + " Threat Manager.");
    }

    @Test
    void aPermissionInAnotherCaseIsAnotherPermission() {
        given.put(Argument.PERMISSIONS, "user.read.all");
        assertThatThrownBy(() -> prepare(Operation.REGISTER_APP)).hasMessageContaining("user.read.all");
    }

    @Test
    void withoutArgumentThePermissionsAreThoseOfThePolicy() {
        assertThat(prepare(Operation.ONBOARD).request().app().permissions())
                .isEqualTo(PermissionSet.THREAT_MANAGER_3_0.permissions());
        policy.permissionSet("threat-manager-3.3");
        assertThat(prepare(Operation.ONBOARD).request().app().permissions())
                .isEqualTo(PermissionSet.THREAT_MANAGER_3_3.permissions());
        policy.permissions(List.of("User.Read.All", "Group.Read.All"));
        assertThat(prepare(Operation.ONBOARD).request().app().permissions())
                .containsExactly("User.Read.All", "Group.Read.All");
        given.put(Argument.PERMISSIONS, "Group.Read.All");
        assertThat(prepare(Operation.ONBOARD).request().app().permissions()).containsExactly("Group.Read.All");
    }

    @ParameterizedTest
    @EnumSource(Allowance.class)
    void nothingBeyondThePlainProcedureIsAllowedByDefault(Allowance allowance) {
        Argument argument = Argument.valueOf(allowance.name());
        given.put(argument, true);
        for (Operation operation : Operation.values()) {
            if (operation.takes(argument) && operation != Operation.OFFBOARD) {
                if (allowance == Allowance.CONFIRM) {
                    assertThat(prepare(operation).request().allows(allowance)).isTrue();
                } else {
                    assertThatThrownBy(() -> prepare(operation))
                            .as(operation.command())
                            .hasMessageContaining("does not allow '" + argument.argumentName() + "'.");
                }
            }
        }
    }

    @Test
    void anAllowanceIsRefusedWithWhoCanChangeIt() {
        given.put(Argument.REPLACE, true);
        assertRefused(
                Operation.ONBOARD,
                "The policy of the tenant 'contoso' does not allow 'replace'.",
                "Leave it out, or let an administrator add REPLACE to 'allow' in the tenant's policy, under Manage"
                        + " Jenkins, Threat Manager.");
        policy.allow(List.of("REPLACE"));
        assertThat(prepare(Operation.ONBOARD).request().goal().allowances()).containsExactly(Allowance.REPLACE);
    }

    /** A4: an app is taken over by its client ID, a profile where profiles may be. */
    @Test
    void adoptingNeedsSomethingThatMayBeAdopted() {
        given.put(Argument.ADOPT, true);
        assertThatThrownBy(() -> prepare(Operation.REGISTER_APP))
                .hasMessageContaining("does not allow 'adopt'. Leave it out, or let an administrator add the client ID"
                        + " of the app to adoptable, or ADOPT_PROFILE to 'allow' for a Credential Profile, in");
        policy.adoptable(List.of(CLIENT_ID.toUpperCase(Locale.ROOT)));
        ProcedureRequest request = prepare(Operation.REGISTER_APP).request();
        assertThat(request.allows(Allowance.ADOPT)).isTrue();
        assertThat(request.policy().mayAdopt(CLIENT_ID)).isTrue();
        assertThat(request.policy().mayAdoptProfiles()).isFalse();
    }

    @Test
    void aProfileMayBeAdoptedWhereThePolicySaysSo() {
        given.put(Argument.ADOPT, true);
        policy.allow(List.of("ADOPT_PROFILE"));
        ProcedureRequest request = prepare(Operation.ONBOARD).request();
        assertThat(request.policy().mayAdoptProfiles()).isTrue();
        assertThat(request.policy().mayAdopt(CLIENT_ID)).isFalse();
    }

    @Test
    void offboardingIsOffAndItsPlanIsNot() {
        assertRefused(
                Operation.OFFBOARD,
                "The policy of the tenant 'contoso' does not allow off-boarding.",
                "Look with 'plan' at what it would remove, or let an administrator add OFFBOARD to 'allow' in the"
                        + " tenant's policy, under Manage Jenkins, Threat Manager.");
        given.put(Argument.PLAN, true);
        assertThat(prepare(Operation.OFFBOARD).changesNothing()).isTrue();
        given.put(Argument.PLAN, false);
        policy.allow(List.of("OFFBOARD"));
        assertThat(prepare(Operation.OFFBOARD).changesNothing()).isFalse();
        given.put(Argument.PURGE, true);
        assertThatThrownBy(() -> prepare(Operation.OFFBOARD)).hasMessageContaining("does not allow 'purge'");
    }

    @Test
    void aLongerLifetimeIsRefusedAndADefaultIsShortened() {
        policy.maxSecretLifetime("6 months");
        assertThat(prepare(Operation.ROTATE_SECRET).request().secret().lifetime())
                .isEqualTo(CalendarPeriod.parse("6 months"));
        given.put(Argument.SECRET_LIFETIME, "7 months");
        assertRefused(
                Operation.ROTATE_SECRET,
                "The policy of the tenant 'contoso' lets a client secret live 6 months at most, and secretLifetime is"
                        + " 7 months.",
                "Choose a shorter lifetime, or let an administrator raise maxSecretLifetime in the tenant's policy,"
                        + " under Manage Jenkins, Threat Manager.");
        given.put(Argument.SECRET_LIFETIME, "10 years");
        assertThatThrownBy(() -> prepare(Operation.ROTATE_SECRET))
                .hasMessageContaining("6 months at most, and secretLifetime is 10 years.");
        given.put(Argument.SECRET_LIFETIME, "90 days");
        assertThat(prepare(Operation.ROTATE_SECRET).request().secret().lifetime())
                .isEqualTo(CalendarPeriod.parse("90 days"));
    }

    /** A9. */
    @ParameterizedTest
    @EnumSource(
            value = Argument.class,
            names = {"CONSENT_WAIT_MINUTES", "TIMEOUT_MINUTES"})
    void aWaitOfAWeekIsRefused(Argument argument) {
        given.put(argument, "10080");
        assertRefused(
                Operation.ONBOARD,
                "The policy of the tenant 'contoso' lets an operation wait 480 minutes at most, and "
                        + argument.argumentName() + " is 10080.",
                "Choose a shorter time, or let an administrator raise maxWaitMinutes in the tenant's policy, under"
                        + " Manage Jenkins, Threat Manager.");
    }

    @Test
    void theTimeThatAStepGivesOfItselfFollowsThePolicy() {
        policy.maxWaitMinutes("10");
        given.put(Argument.TIMEOUT_MINUTES, 30);
        assertThat(prepare(Operation.ONBOARD).timeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void onTheCommandLineTheSettingsFileSaysIt() {
        given.put(Argument.REPLACE, true);
        assertThatThrownBy(() -> new RequestFactory(configured, ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS)
                        .prepare(
                                Operation.ONBOARD,
                                new TenantGoal.Tenant(
                                        "contoso",
                                        "contoso.onmicrosoft.com",
                                        "GLOBAL",
                                        new PolicyReader(new TenantPolicy.Place("", ", in the settings file")).read()),
                                given))
                .hasMessageContaining(
                        "Leave it out, or add REPLACE to 'allow' in the tenant's policy, in the settings file.");
    }

    @Test
    void aSetNeverChanges() {
        assertThat(PermissionSet.DEFAULT).isEqualTo(PermissionSet.THREAT_MANAGER_3_0);
        assertThat(TenantPolicy.DEFAULT.permissions())
                .hasSize(12)
                .isEqualTo(PermissionSet.THREAT_MANAGER_3_1.permissions())
                .isEqualTo(PermissionSet.THREAT_MANAGER_3_2.permissions());
        assertThat(PermissionSet.THREAT_MANAGER_3_3.permissions())
                .hasSize(16)
                .containsAll(TenantPolicy.DEFAULT.permissions());
        assertThat(new PolicyReader(TenantPolicy.DEFAULT.bounds().place()).read())
                .isEqualTo(TenantPolicy.DEFAULT);
    }

    @Test
    void whatIsWrittenWrongIsOneSentence() {
        assertWrong(
                () -> policy.permissionSet("threat-manager-9"),
                "There is no permission set 'threat-manager-9': choose from");
        assertWrong(
                () -> policy.permissions(List.of("oops")), "'oops' is not the name of a Microsoft Graph permission");
        assertWrong(() -> policy.trustedOwners(List.of("me")), "The object ID of a trusted owner must be a GUID");
        assertWrong(() -> policy.adoptable(List.of("Payroll")), "The client ID of an adoptable app must be a GUID");
        assertWrong(() -> policy.allow(List.of("EVERYTHING")), "'EVERYTHING' is nothing that a policy can allow");
        assertWrong(() -> policy.allow(List.of("ADOPT")), "'ADOPT' is nothing that a policy can allow");
        assertWrong(() -> policy.maxSecretLifetime("for ever"), "'for ever' is not a period of time");
        assertWrong(() -> policy.maxWaitMinutes("0"), "maxWaitMinutes must be a whole number, 1 or more: '0' is not.");
    }

    private static void assertWrong(Runnable put, String sentence) {
        assertThatThrownBy(put::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void eachWordAllowsItsArgument() {
        Set<Allowance> allowances = EnumSet.allOf(Allowance.class);
        assertThat(PolicyReader.allowed()).hasSize(allowances.size() - 1 + TenantPolicy.Special.values().length);
        policy.allow(List.copyOf(PolicyReader.allowed()));
        assertThat(policy.read().allowances()).isEqualTo(allowances);
        assertThat(policy.read().bounds().operations()).containsExactlyInAnyOrder(TenantPolicy.Special.values());
    }
}
