package io.jenkins.plugins.threatmanager.policy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets those plans of one operation pass that need no approval, or have it. */
@Restricted(NoExternalUse.class)
public final class ApprovalGate implements PlanGate {

    private final PreparedOperation<?> operation;
    private final Optional<String> approvedPlan;

    /**
     * @throws ProblemException if the operation names an approval that is of no use, whatever its plan will be
     */
    public ApprovalGate(PreparedOperation<?> operation) {
        this.operation = operation;
        this.approvedPlan = operation.approvedPlan();
        approvedPlan.ifPresent(Approvals.get()::require);
    }

    @Override
    public void admit(PlanStatement plan) {
        if (approvedPlan.isPresent()) {
            Approvals.get().begin(approvedPlan.get(), plan);
        } else if (operation.needsApproval(plan)) {
            throw new ProblemException(
                    ProcedureProblem.APPROVAL_MISSING,
                    "The policy of the tenant '"
                            + operation.request().goal().tenant().name()
                            + "' wants another person to approve this plan first.",
                    "Run the step with 'plan', let whoever has the permission Threat Manager/Approve approve the plan"
                            + " on that build's Threat Manager page, and give its digest as approvedPlan.");
        }
    }

    @Override
    public void done(StatedChange change) {
        approvedPlan.ifPresent(digest -> Approvals.get().done(digest, change));
    }
}
