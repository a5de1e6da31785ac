package io.jenkins.plugins.threatmanager.procedure;

/** How far the sync of a tenant is, by the newest run that counts. */
public enum SyncProgress {
    /** No row in Sync History yet: "allow a few minutes for the initial sync to begin". */
    NOT_STARTED,
    /** What it depends on was changed, and no run has begun since: those before do not count. */
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** All object types have ended, one with a word that the API profile does not list. */
    ENDED_UNKNOWN
}
