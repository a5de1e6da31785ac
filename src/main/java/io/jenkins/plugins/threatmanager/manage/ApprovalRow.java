package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.policy.ApprovalRecord;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A plan on the page of the approvals. Used by its index.jelly. */
@Restricted(NoExternalUse.class)
public final class ApprovalRow {

    private final ApprovalRecord record;
    private final ApprovalRecord.State state;
    private final String jobUrl;

    /** @param jobUrl relative to the root of Jenkins, with a slash at its end */
    ApprovalRow(ApprovalRecord record, ApprovalRecord.State state, String jobUrl) {
        this.record = record;
        this.state = state;
        this.jobUrl = jobUrl;
    }

    /** Of the page on which it is approved, relative to the root of Jenkins. */
    public String getUrl() {
        return jobUrl + record.getBuild() + "/threat-manager/";
    }

    public String getDigest() {
        return record.getDigest();
    }

    public String getOperation() {
        return record.getOperation();
    }

    public String getTenant() {
        return record.getTenant();
    }

    /** {@code security/onboard #12}. */
    public String getBuild() {
        return record.getJob() + " #" + record.getBuild();
    }

    /** {@code 2026-11-23}. */
    public String getPlannedDay() {
        return UtcFormat.of(record.getPlanned());
    }

    /** A line each. */
    public List<String> getChanges() {
        return record.getChanges();
    }

    @CheckForNull
    public String getApprover() {
        return record.getApprover();
    }

    /** {@code 2026-11-30}; none as long as it waits. */
    @CheckForNull
    public String getExpiryDay() {
        return record.getApprover() == null ? null : UtcFormat.of(record.getExpires());
    }

    public String getState() {
        return switch (state) {
            case WAITING -> Messages.ApprovalRow_Waiting();
            case APPROVED -> Messages.ApprovalRow_Approved();
            case BEGUN -> Messages.ApprovalRow_Begun();
            case CARRIED_OUT -> Messages.ApprovalRow_CarriedOut();
            case EXPIRED -> Messages.ApprovalRow_Expired();
        };
    }

    /** Whether there is something to withdraw. */
    public boolean isOpen() {
        return state != ApprovalRecord.State.CARRIED_OUT && state != ApprovalRecord.State.EXPIRED;
    }
}
