package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.AuditPhase;
import io.jenkins.plugins.threatmanager.policy.ApprovalRecord;
import io.jenkins.plugins.threatmanager.policy.Approvals;
import io.jenkins.plugins.threatmanager.policy.Approver;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How the approval of a plan on a build's page stands, for the current user. Used by approval.jelly. */
@Restricted(NoExternalUse.class)
public final class Approval {

    private final ApprovalRecord record;
    private final Run<?, ?> run;
    private final Approver approver = new Approver();

    private Approval(ApprovalRecord record, Run<?, ?> run) {
        this.record = record;
        this.run = run;
    }

    /** None if the plan is not known any more. */
    @CheckForNull
    public static Approval of(Run<?, ?> run, String digest) {
        return Approvals.get()
                .find(digest)
                .map(record -> new Approval(record, run))
                .orElse(null);
    }

    /** Where it stands: one sentence. */
    public String getSentence() {
        return switch (record.state(Approvals.get().now())) {
            case WAITING -> Messages.Approval_Waiting();
            case APPROVED -> Messages.Approval_Approved(record.getApprover(), UtcFormat.of(record.getExpires()));
            case BEGUN -> Messages.Approval_Begun(record.getApprover(), UtcFormat.of(record.getExpires()));
            case CARRIED_OUT -> Messages.Approval_CarriedOut(record.getApprover());
            case EXPIRED -> Messages.Approval_Expired();
        };
    }

    /** What was asked for, a line each. */
    public List<String> getTerms() {
        return record.getTerms();
    }

    private boolean isWaiting() {
        return record.state(Approvals.get().now()) == ApprovalRecord.State.WAITING;
    }

    private boolean isPermitted() {
        return approver.isPermitted(record.getTenant(), run.getParent());
    }

    /** Whether to offer the button. */
    public boolean isOffered() {
        return isWaiting() && isPermitted() && approver.obstacle(run).isEmpty();
    }

    /** Why whoever has the permission cannot approve it; none if they can, or have not. */
    @CheckForNull
    public String getObstacle() {
        return isWaiting() && isPermitted() ? approver.obstacle(run).orElse(null) : null;
    }

    /**
     * Approves the plan of a report.
     *
     * @throws Failure with a sentence, if the current user may not, or it does not wait any more
     */
    public static void approve(Run<?, ?> run, OperationReport part) {
        if (!new Approver().isPermitted(part.getTenant(), run.getParent())) {
            throw new Failure(Messages.Approval_NotPermitted());
        }
        String digest = part.getDigest();
        Approval approval = digest == null ? null : of(run, digest);
        if (approval == null) {
            throw new Failure(Messages.Approval_Unknown());
        }
        approval.approve();
    }

    /**
     * Whoever calls it has asked for the permission.
     *
     * @throws Failure with a sentence, if the current user is behind the plan, or it is too late
     */
    private void approve() {
        approver.obstacle(run).ifPresent(sentence -> {
            throw new Failure(sentence);
        });
        try {
            AuditLog.get()
                    .require(
                            AuditPhase.APPROVAL,
                            AuditOrigin.ofPage(record.getOperation()),
                            record.getTenant(),
                            "approve plan " + record.getDigest() + " of "
                                    + run.getParent().getFullName() + " #" + run.getNumber());
            approver.approve(record.getDigest());
        } catch (ProblemException refused) {
            throw new Failure(refused.getMessage());
        }
    }
}
