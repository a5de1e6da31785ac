package io.jenkins.plugins.threatmanager.policy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets those plans of one tenant of a fleet pass that need no approval, or have it. Nobody can name hundreds of digests: an
 * approval counts if it is for this very plan, of the same job. A plan that lacks it is shown, to be approved.
 */
@Restricted(NoExternalUse.class)
public final class FleetGate implements PlanGate {

    private final PreparedOperation<?> operation;
    private final String job;
    private final Consumer<PlanStatement> offers;
    private volatile Optional<String> approved = Optional.empty();

    /**
     * @param job full name
     * @param offers has a plan wait for its approval
     */
    public FleetGate(PreparedOperation<?> operation, String job, Consumer<PlanStatement> offers) {
        this.operation = operation;
        this.job = job;
        this.offers = offers;
    }

    @Override
    public void admit(PlanStatement plan) {
        if (!operation.needsApproval(plan)) {
            return;
        }
        String tenant = operation.request().goal().tenant().name();
        approved = Approvals.get().approvalOf(plan, tenant, job);
        if (approved.isEmpty()) {
            offers.accept(plan);
            throw new ProblemException(
                    ProcedureProblem.APPROVAL_MISSING,
                    "The policy of the tenant '" + tenant + "' wants another person to approve this plan first.",
                    "Let whoever has the permission Threat Manager/Approve approve it on the tenant's page of this"
                            + " fleet; the next build of this job carries it out.");
        }
        Approvals.get().begin(approved.get(), plan);
    }

    @Override
    public void done(StatedChange change) {
        approved.ifPresent(digest -> Approvals.get().done(digest, change));
    }
}
