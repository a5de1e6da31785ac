package io.jenkins.plugins.threatmanager.monitor;

import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An operation that ended, and where it ran. Kept in the ledger's file. */
@Restricted(NoExternalUse.class)
public final class OperationRecord {

    /** How an operation ended. */
    public enum End {
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    private final String operation;
    private final String job;
    private final int build;
    private final long at;
    private final End end;
    private final String sentence;

    /**
     * @param operation its display name
     * @param job full name; empty for the expiry watch itself
     * @param build number of the build; 0 for the expiry watch itself
     * @param at when it ended
     * @param sentence why it ended without success; empty for success
     */
    public OperationRecord(String operation, String job, int build, Instant at, End end, String sentence) {
        this.operation = operation;
        this.job = job;
        this.build = build;
        this.at = at.toEpochMilli();
        this.end = end;
        this.sentence = sentence;
    }

    public String operation() {
        return operation;
    }

    /** Full name; empty for the expiry watch itself. */
    public String job() {
        return job;
    }

    /** Number of the build; 0 for the expiry watch itself. */
    public int build() {
        return build;
    }

    public Instant at() {
        return Instant.ofEpochMilli(at);
    }

    public End end() {
        return end;
    }

    /** Why it ended without success; empty for success. */
    public String sentence() {
        return sentence;
    }

    /** Whether the expiry watch did it, on its own. */
    public boolean isAutomatic() {
        return job.isEmpty();
    }
}
