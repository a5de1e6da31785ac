package io.jenkins.plugins.threatmanager.policy;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.approval.ApprovedPlan;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Plans that wait for approval, and approvals, in a file of its own in JENKINS_HOME, by their digests. Without the file
 * nothing is approved. What was approved counts only once it is on the disk.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class Approvals {

    private static final Logger LOGGER = Logger.getLogger(Approvals.class.getName());

    private static final Duration KEPT = ApprovalRecord.VALID.plus(ApprovalRecord.TO_FINISH);

    /**
     * Of a tenant's plans that nobody approved: a job that plans something else each minute must neither fill the disk nor
     * drive out the plans of others.
     */
    static final int MOST_WAITING = 200;

    private final XmlFile file = new XmlFile(new File(Jenkins.get().getRootDir(), Approvals.class.getName() + ".xml"));
    private final Map<String, ApprovalRecord> records = read();
    /** Tests set it. */
    private Clock clock = Clock.systemUTC();

    public static Approvals get() {
        return ExtensionList.lookupSingleton(Approvals.class);
    }

    synchronized void setClock(Clock other) {
        clock = other;
    }

    private Map<String, ApprovalRecord> read() {
        Map<String, ApprovalRecord> read = new LinkedHashMap<>();
        try {
            if (file.exists() && file.read() instanceof List<?> list) {
                list.stream()
                        .filter(ApprovalRecord.class::isInstance)
                        .map(ApprovalRecord.class::cast)
                        .filter(ApprovalRecord::isComplete)
                        .forEach(record -> read.put(record.getDigest(), record));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "No plan is approved any more, plan again: {0}", e.getMessage());
        }
        return read;
    }

    public synchronized Instant now() {
        return clock.instant();
    }

    /** All, those planned last first. */
    public synchronized List<ApprovalRecord> all() {
        List<ApprovalRecord> all = new ArrayList<>(records.values());
        Collections.reverse(all);
        return all;
    }

    public synchronized Optional<ApprovalRecord> find(String digest) {
        return Optional.ofNullable(records.get(digest));
    }

    /**
     * A plan was shown on a build's page. One that was approved already stays so.
     *
     * @param operation as people call it
     * @param tenant its name in the configuration
     * @param job full name
     */
    public synchronized void planned(PlanStatement plan, String operation, String tenant, String job, int build) {
        ApprovalRecord.State state =
                find(plan.digest()).map(known -> known.state(now())).orElse(ApprovalRecord.State.EXPIRED);
        if (state == ApprovalRecord.State.APPROVED || state == ApprovalRecord.State.BEGUN) {
            return;
        }
        records.remove(plan.digest());
        records.put(plan.digest(), new ApprovalRecord(plan, operation, tenant, job, build, now()));
        try {
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A plan cannot be kept for its approval: {0}", e.getMessage());
        }
    }

    /**
     * Approves a plan that waits.
     *
     * @throws ProblemException if it does not wait any more, or the approval cannot be kept
     */
    synchronized ApprovalRecord approve(String digest, String user) {
        ApprovalRecord waiting = find(digest)
                .filter(known -> known.state(now()) == ApprovalRecord.State.WAITING)
                .orElseThrow(() -> new ProblemException(
                        ProcedureProblem.APPROVAL_MISSING,
                        "That plan does not wait for approval: it was approved or withdrawn already, or it is older"
                                + " than "
                                + ApprovalRecord.VALID.toDays() + " days.",
                        "Plan again."));
        return keep(waiting, waiting.approvedBy(user, now()));
    }

    /** Forgets a plan, approved or not. */
    public synchronized boolean withdraw(String digest) {
        ApprovalRecord known = records.remove(digest);
        if (known == null) {
            return false;
        }
        try {
            save();
            return true;
        } catch (IOException e) {
            records.put(digest, known);
            throw unwritable(e);
        }
    }

    /**
     * Fails now if {@link #begin} would, whatever the plan is.
     *
     * @throws ProblemException if there is no such approval, or it has expired
     */
    public synchronized void require(String digest) {
        approved(digest);
    }

    /**
     * Begins, or goes on, to carry an approved plan out.
     *
     * @param now the plan for the present state
     * @throws ProblemException if there is no such approval, it has expired, or the plan is another one
     */
    synchronized void begin(String digest, PlanStatement now) {
        ApprovalRecord record = approved(digest);
        ApprovedPlan plan = record.plan();
        if (record.state(now()) == ApprovalRecord.State.EXPIRED && !plan.isLastPhase(now)) {
            throw expired();
        }
        List<String> differences = plan.differences(now);
        if (!differences.isEmpty()) {
            throw new ProblemException(
                    ProcedureProblem.OTHER_PLAN,
                    "The plan is another one than the approved plan " + digest + "; " + String.join("; ", differences)
                            + ".",
                    "Nothing was changed by this run: plan again, and let the new plan be approved.");
        }
        keep(record, record.with(plan.begunWith(now)));
    }

    /**
     * The approval that a job's plan has, or whose rest it is.
     *
     * @param job full name of the job whose build showed the plan
     * @return its digest; empty if there is none, or it has expired
     */
    synchronized Optional<String> approvalOf(PlanStatement plan, String tenant, String job) {
        return records.values().stream()
                .filter(record -> record.getApprover() != null)
                .filter(record ->
                        record.getTenant().equals(tenant) && record.getJob().equals(job))
                .filter(record -> record.plan().differences(plan).isEmpty())
                .filter(record -> record.state(now()) == ApprovalRecord.State.APPROVED
                        || record.state(now()) == ApprovalRecord.State.BEGUN
                        || record.mayFinish(now()) && record.plan().isLastPhase(plan))
                .map(ApprovalRecord::getDigest)
                .findFirst();
    }

    /** A change of an approved plan was made. That it could not be kept is reported in the system log. */
    synchronized void done(String digest, StatedChange change) {
        ApprovalRecord record = records.get(digest);
        if (record == null) {
            return;
        }
        records.put(digest, record.with(record.plan().with(change)));
        try {
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The approval {0} does not know that it was used: {1}", new Object[] {
                digest, e.getMessage()
            });
        }
    }

    private ApprovalRecord approved(String digest) {
        ApprovalRecord record = find(digest)
                .orElseThrow(() -> new ProblemException(
                        ProcedureProblem.APPROVAL_MISSING,
                        "No plan with the digest " + digest + " is known here.",
                        "Run the step with 'plan', and let its plan be approved on the build's Threat Manager page."));
        if (record.getApprover() == null) {
            throw new ProblemException(
                    ProcedureProblem.APPROVAL_MISSING,
                    "Nobody has approved the plan " + digest + " yet.",
                    "Let another person approve it on the Threat Manager page of " + record.getJob() + " #"
                            + record.getBuild() + ", and run again.");
        }
        boolean tooLate = record.state(now()) == ApprovalRecord.State.EXPIRED
                && !record.plan().begun();
        if (tooLate || !record.mayFinish(now())) {
            throw expired();
        }
        return record;
    }

    private static ProblemException expired() {
        return new ProblemException(
                ProcedureProblem.APPROVAL_MISSING,
                "The approval has expired: it is good for " + ApprovalRecord.VALID.toDays() + " days.",
                "Plan again, and let the new plan be approved.");
    }

    private ApprovalRecord keep(ApprovalRecord before, ApprovalRecord after) {
        records.put(after.getDigest(), after);
        try {
            save();
            return after;
        } catch (IOException e) {
            records.put(before.getDigest(), before);
            throw unwritable(e);
        }
    }

    private static ProblemException unwritable(IOException e) {
        LOGGER.log(Level.FINE, "Cannot save approvals", e);
        return new ProblemException(
                ProcedureProblem.APPROVAL_MISSING,
                "The approvals cannot be kept in JENKINS_HOME (" + e.getClass().getSimpleName()
                        + "), so nothing was changed.",
                "Let an administrator make JENKINS_HOME writable, with room on its disk, and try again.");
    }

    private void save() throws IOException {
        Instant oldest = now().minus(KEPT);
        records.values().removeIf(record -> record.getPlanned().isBefore(oldest));
        Map<String, List<ApprovalRecord>> waiting = records.values().stream()
                .filter(record -> record.getApprover() == null)
                .collect(Collectors.groupingBy(ApprovalRecord::getTenant));
        waiting.values().stream()
                .flatMap(ofTenant -> ofTenant.stream().limit(Math.max(0, ofTenant.size() - MOST_WAITING)))
                .forEach(record -> records.remove(record.getDigest()));
        file.write(new ArrayList<>(records.values()));
    }
}
