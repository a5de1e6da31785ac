package io.jenkins.plugins.threatmanager.procedure;

/** How far the sync of a tenant is, by the newest run that counts. */
public enum SyncProgress {
    /** No row in Sync History yet: "allow a few minutes for the initial sync to begin". */
    NOT_STARTED("first sync not started yet"),
    /** What it depends on was changed, and no run has begun since: those before do not count. */
    WAITING("no sync since the last change yet"),
    RUNNING("sync still running"),
    SUCCEEDED("sync done"),
    FAILED("sync failed"),
    /** All object types have ended, one with a word that the API profile does not list. */
    ENDED_UNKNOWN("sync ended");

    private final String words;

    SyncProgress(String words) {
        this.words = words;
    }

    /** For logs and pages. */
    public String words() {
        return words;
    }
}
