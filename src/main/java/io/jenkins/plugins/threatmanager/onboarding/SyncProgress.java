package io.jenkins.plugins.threatmanager.onboarding;

/** How far the first sync of a tenant is. */
public enum SyncProgress {
    /** No row in Sync History yet: "allow a few minutes for the initial sync to begin". */
    NOT_STARTED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** All object types have ended, one with a word that the API profile does not list. */
    ENDED_UNKNOWN
}
