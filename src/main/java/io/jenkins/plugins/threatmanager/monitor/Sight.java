package io.jenkins.plugins.threatmanager.monitor;

/** What a good look showed, in the form in which it is kept in a file. */
sealed interface Sight permits TenantSnapshot, ServerSnapshotRecord {

    /** A file that was edited by hand, or that another version wrote, may lack what is always written. */
    boolean isComplete();
}
