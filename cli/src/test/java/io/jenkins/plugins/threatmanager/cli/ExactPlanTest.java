package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PolicyReader;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A18: on the command line a plan can be pinned, and nobody else can approve it. */
class ExactPlanTest {

    private static final StatedChange GRANT = new StatedChange("grant A", "grant A", "", "", true);
    private static final StatedChange PROFILE = new StatedChange("add profile", "add profile", "", "", false);
    private static final TenantPolicy.Place FILE = new TenantPolicy.Place("", ", in the settings file");

    private static ExactPlan gate(String approval, String approvedPlan) {
        TenantPolicy policy = new PolicyReader(FILE).approval(approval).read();
        return new ExactPlan(new RequestFactory(
                        new ArgumentValues(),
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        new Controller("command-line", "0".repeat(32)))
                .prepare(
                        Operation.REGISTER_APP,
                        new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", policy),
                        new ArgumentValues()
                                .put(Argument.TENANT, "contoso")
                                .put(Argument.APPROVED_PLAN, approvedPlan)));
    }

    private static PlanStatement plan(StatedChange... changes) {
        return new PlanStatement(List.of("tenant contoso"), List.of(changes));
    }

    private static void refused(ExactPlan gate, PlanStatement plan, ProcedureProblem problem) {
        assertThatThrownBy(() -> gate.admit(plan)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo(problem);
        });
    }

    @Test
    void withoutEitherEveryPlanPasses() {
        assertThatCode(() -> gate("NONE", null).admit(plan(GRANT))).doesNotThrowAnyException();
    }

    @Test
    void aPinnedPlanPassesAndNoOther() {
        ExactPlan gate = gate("NONE", plan(GRANT).digest());
        assertThatCode(() -> gate.admit(plan(GRANT))).doesNotThrowAnyException();
        refused(gate, plan(GRANT, PROFILE), ProcedureProblem.OTHER_PLAN);
    }

    @Test
    void whatSomebodyElseHasToApproveIsRefusedPinnedOrNot() {
        refused(gate("GRANTS", null), plan(GRANT), ProcedureProblem.APPROVAL_MISSING);
        refused(gate("GRANTS", plan(GRANT).digest()), plan(GRANT), ProcedureProblem.APPROVAL_MISSING);
        assertThatCode(() -> gate("GRANTS", null).admit(plan(PROFILE))).doesNotThrowAnyException();
        refused(gate("ALL_CHANGES", null), plan(PROFILE), ProcedureProblem.APPROVAL_MISSING);
    }
}
