package io.jenkins.plugins.threatmanager.procedure.request;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A18: which plans of which operations another person has to approve. */
class ApprovalNeedTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static PreparedOperation<?> prepared(
            Operation operation, TenantPolicy.Approval approval, ArgumentValues more) {
        TenantPolicy.Bounds bounds = TenantPolicy.Bounds.DEFAULT;
        TenantPolicy policy = new TenantPolicy(
                TenantPolicy.DEFAULT.permissions(),
                TenantPolicy.DEFAULT.trustedOwners(),
                TenantPolicy.DEFAULT.adoptable(),
                TenantPolicy.DEFAULT.allowances(),
                new TenantPolicy.Bounds(
                        bounds.longestLifetime(),
                        bounds.longestWait(),
                        Set.of(TenantPolicy.Special.values()),
                        approval,
                        bounds.place()));
        return new RequestFactory(new ArgumentValues(), ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS)
                .prepare(
                        operation,
                        new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", policy),
                        more.put(Argument.TENANT, "contoso")
                                .put(Argument.SERVER, "tm-prod")
                                .put(Argument.CREDENTIALS_ID, "contoso-tm"));
    }

    private static PlanStatement plan(String kind) {
        return new PlanStatement(
                List.of("tenant contoso"),
                kind.equals("none") ? List.of() : List.of(new StatedChange(kind, kind, "", "", kind.equals("grant"))),
                false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NONE        | false | ONBOARD       | false | grant | false
        GRANTS      | false | ONBOARD       | false | grant | true
        GRANTS      | false | REGISTER_APP  | false | grant | true
        GRANTS      | false | STORE_SECRET  | false | grant | true
        GRANTS      | false | ONBOARD       | false | other | false
        GRANTS      | false | ONBOARD       | false | none  | false
        ALL_CHANGES | false | ONBOARD       | false | other | true
        ALL_CHANGES | false | OFFBOARD      | false | other | true
        ALL_CHANGES | false | ONBOARD       | false | none  | false
        GRANTS      | false | ROTATE_SECRET | true  | grant | false
        GRANTS      | false | ROTATE_SECRET | false | grant | true
        GRANTS      | true  | ROTATE_SECRET | true  | grant | true
        GRANTS      | true  | ROTATE_SECRET | true  | other | false
        ALL_CHANGES | false | ROTATE_SECRET | true  | other | false
        ALL_CHANGES | false | ROTATE_SECRET | false | other | true
        ALL_CHANGES | true  | ROTATE_SECRET | true  | other | true
        """)
    void whichPlans(
            TenantPolicy.Approval.Scope scope,
            boolean rotations,
            Operation operation,
            boolean renews,
            String kind,
            boolean needed) {
        assertThat(prepared(operation, new TenantPolicy.Approval(scope, rotations), new ArgumentValues())
                        .needsApproval(plan(kind).renewing(renews)))
                .isEqualTo(needed);
    }

    @Test
    void theDigestIsAnArgumentOfWhatCanBePlanned() {
        for (Operation operation : Operation.values()) {
            assertThat(operation.takes(Argument.APPROVED_PLAN))
                    .as(operation.name())
                    .isEqualTo(operation.takes(Argument.PLAN));
        }
        assertThat(prepared(
                                Operation.ONBOARD,
                                TenantPolicy.Approval.NONE,
                                new ArgumentValues().put(Argument.APPROVED_PLAN, DIGEST))
                        .approvedPlan())
                .contains(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "0123", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
    void whatIsNoDigestIsRefused(String text) {
        assertBad(new ArgumentValues().put(Argument.APPROVED_PLAN, text), "'" + text + "' is not.");
    }

    @Test
    void aPlanIsShownOrCarriedOut() {
        assertBad(
                new ArgumentValues().put(Argument.APPROVED_PLAN, DIGEST).put(Argument.PLAN, true),
                "one of the two can be asked for.");
    }

    private static void assertBad(ArgumentValues arguments, String end) {
        assertThatThrownBy(() -> prepared(Operation.ONBOARD, TenantPolicy.Approval.NONE, arguments))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem()).isEqualTo(ProcedureProblem.BAD_INPUT);
                    assertThat(problem.cause()).endsWith(end);
                });
    }
}
