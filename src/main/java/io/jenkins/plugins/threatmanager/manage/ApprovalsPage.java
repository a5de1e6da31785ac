package io.jenkins.plugins.threatmanager.manage;

import hudson.model.Failure;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.AuditPhase;
import io.jenkins.plugins.threatmanager.policy.ApprovalRecord;
import io.jenkins.plugins.threatmanager.policy.Approvals;
import io.jenkins.plugins.threatmanager.policy.Approver;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The plans that wait for approval, and the approvals: {@code threat-manager/approvals}. Each is shown to those who may
 * approve it; plans are approved on the page of the build that showed them.
 */
@Restricted(NoExternalUse.class)
public final class ApprovalsPage {

    private final Approver approver = new Approver();

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.ApprovalsPage_DisplayName();
    }

    /** Those planned last first. Used by index.jelly. */
    public List<ApprovalRow> getRows() {
        Approvals approvals = Approvals.get();
        return approvals.all().stream()
                .flatMap(record -> approvable(record).stream()
                        .map(job -> new ApprovalRow(record, record.state(approvals.now()), job.getUrl())))
                .toList();
    }

    /** Whether there is anything to see for the current user. */
    static boolean hasRows() {
        return !new ApprovalsPage().getRows().isEmpty();
    }

    /** The job whose plan it is, if the current user may read it and approve its plans. */
    private Optional<Item> approvable(ApprovalRecord record) {
        Item item;
        // As Jenkins itself: of a job that may be discovered and not read, the look-up would fail.
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            item = Jenkins.get().getItemByFullName(record.getJob());
        }
        return Optional.ofNullable(item)
                .filter(job -> job.hasPermission(Item.READ))
                .filter(job -> approver.isPermitted(record.getTenant(), job));
    }

    /**
     * Takes an approval back, or forgets a plan that waits for one. What is running goes on.
     *
     * @throws Failure with a sentence, if there is no such plan that the current user may approve
     */
    @POST
    public HttpResponse doWithdraw(@QueryParameter String digest) {
        Optional<ApprovalRecord> known =
                Approvals.get().find(digest).filter(record -> approvable(record).isPresent());
        if (known.isEmpty()) {
            throw new Failure(Messages.ApprovalsPage_Unknown());
        }
        try {
            AuditLog.get()
                    .require(
                            AuditPhase.APPROVAL,
                            AuditOrigin.ofPage(known.get().getOperation()),
                            known.get().getTenant(),
                            "withdraw plan " + digest);
            Approvals.get().withdraw(digest);
        } catch (ProblemException refused) {
            throw new Failure(refused.getMessage());
        }
        return HttpResponses.redirectViaContextPath(DashboardAction.URL + "/approvals/");
    }
}
