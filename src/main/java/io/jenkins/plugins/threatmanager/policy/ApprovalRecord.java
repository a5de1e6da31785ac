package io.jenkins.plugins.threatmanager.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.approval.ApprovedPlan;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A plan that was shown to people, who approved it, and how much of it is done. Kept in the file of {@link Approvals}. */
@Restricted(NoExternalUse.class)
public final class ApprovalRecord {

    /** Long enough for a weekend and a holiday; a tenant rarely stays the same for longer. */
    static final Duration VALID = Duration.ofDays(7);

    /** How long what was begun may be finished: the older secret of a rotation goes when its grace period is over. */
    static final Duration TO_FINISH = Duration.ofDays(90);

    /** Where it stands. */
    public enum State {
        WAITING,
        APPROVED,
        BEGUN,
        CARRIED_OUT,
        EXPIRED
    }

    /** One change, as XStream can keep it. */
    private static final class Line {
        private final String words;
        private final String exact;
        private final String reaches;
        private final String finishes;
        private final boolean gives;

        Line(StatedChange change) {
            words = change.words();
            exact = change.exact();
            reaches = change.reaches();
            finishes = change.finishes();
            gives = change.gives();
        }

        StatedChange change() {
            return new StatedChange(words, exact, reaches, finishes, gives);
        }
    }

    private final String digest;
    private final String operation;
    private final String tenant;
    private final String job;
    private final int build;
    private final long planned;
    private final ArrayList<String> terms;
    private final ArrayList<Line> changes;

    @CheckForNull
    private final String approver;

    private final long approved;
    private final ArrayList<String> done;
    private final boolean begun;

    private ApprovalRecord(
            ApprovalRecord from, @CheckForNull String approver, Instant approved, Set<String> done, boolean begun) {
        this.digest = from.digest;
        this.operation = from.operation;
        this.tenant = from.tenant;
        this.job = from.job;
        this.build = from.build;
        this.planned = from.planned;
        this.terms = from.terms;
        this.changes = from.changes;
        this.approver = approver;
        this.approved = approved.toEpochMilli();
        this.done = new ArrayList<>(done);
        this.begun = begun;
    }

    /**
     * A plan that waits.
     *
     * @param operation as people call it
     * @param tenant its name in the configuration
     * @param job full name
     */
    ApprovalRecord(PlanStatement plan, String operation, String tenant, String job, int build, Instant planned) {
        this.digest = plan.digest();
        this.operation = operation;
        this.tenant = tenant;
        this.job = job;
        this.build = build;
        this.planned = planned.toEpochMilli();
        this.terms = new ArrayList<>(plan.terms());
        this.changes = new ArrayList<>(plan.changes().stream().map(Line::new).toList());
        this.approver = null;
        this.approved = 0;
        this.done = new ArrayList<>();
        this.begun = false;
    }

    /** Whether the file has all of it: one edited by hand may not. */
    boolean isComplete() {
        return digest != null
                && operation != null
                && tenant != null
                && job != null
                && terms != null
                && changes != null
                && done != null
                && plan().plan().digest().equals(digest);
    }

    ApprovedPlan plan() {
        return new ApprovedPlan(
                new PlanStatement(terms, changes.stream().map(Line::change).toList()), new HashSet<>(done), begun);
    }

    ApprovalRecord approvedBy(String user, Instant now) {
        return new ApprovalRecord(this, user, now, Set.of(), false);
    }

    ApprovalRecord with(ApprovedPlan now) {
        return new ApprovalRecord(this, approver, Instant.ofEpochMilli(approved), now.done(), now.begun());
    }

    public State state(Instant now) {
        if (approver == null) {
            return now.isAfter(getPlanned().plus(VALID)) ? State.EXPIRED : State.WAITING;
        }
        if (plan().isCarriedOut()) {
            return State.CARRIED_OUT;
        }
        if (now.isAfter(getExpires())) {
            return State.EXPIRED;
        }
        return begun ? State.BEGUN : State.APPROVED;
    }

    /** Whether what it began may be finished. */
    boolean mayFinish(Instant now) {
        return approver != null && now.isBefore(getExpires().plus(TO_FINISH));
    }

    public String getDigest() {
        return digest;
    }

    /** As people call it. */
    public String getOperation() {
        return operation;
    }

    /** Its name in the configuration. */
    public String getTenant() {
        return tenant;
    }

    /** Full name of the job whose build showed the plan. */
    public String getJob() {
        return job;
    }

    public int getBuild() {
        return build;
    }

    public Instant getPlanned() {
        return Instant.ofEpochMilli(planned);
    }

    /** ID of the user; none as long as it waits. */
    @CheckForNull
    public String getApprover() {
        return approver;
    }

    /** When the approval ends; without meaning as long as it waits. */
    public Instant getExpires() {
        return Instant.ofEpochMilli(approved).plus(VALID);
    }

    /** What was asked for, a line each. */
    public List<String> getTerms() {
        return terms.stream().map(RemoteText::printable).toList();
    }

    /** A line each. */
    public List<String> getChanges() {
        return changes.stream().map(line -> line.words).toList();
    }
}
