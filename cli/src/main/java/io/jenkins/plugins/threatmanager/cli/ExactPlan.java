package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;

/** The command line has one person only: a plan can be pinned by its digest, but nobody else can approve it. */
record ExactPlan(PreparedOperation<?> operation) implements PlanGate {

    @Override
    public void admit(PlanStatement plan) {
        if (operation.needsApproval(plan)) {
            throw new ProblemException(
                    ProcedureProblem.APPROVAL_MISSING,
                    "The policy of the tenant '"
                            + operation.request().goal().tenant().name()
                            + "' wants another person to approve this plan, and the command line knows one person"
                            + " only.",
                    "Carry it out in Jenkins, or change approval in the tenant's policy, in the settings file.");
        }
        String digest = plan.digest();
        if (operation.approvedPlan().filter(wanted -> !wanted.equals(digest)).isPresent()) {
            throw new ProblemException(
                    ProcedureProblem.OTHER_PLAN,
                    "The plan is another one than that with the digest "
                            + operation.approvedPlan().get() + ".",
                    "Nothing was changed: run with 'plan' again, and look at what it shows now.");
        }
    }
}
