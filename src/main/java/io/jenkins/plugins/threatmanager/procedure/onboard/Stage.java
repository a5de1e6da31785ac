package io.jenkins.plugins.threatmanager.procedure.onboard;

/** A third of the procedure, in order. */
public enum Stage {
    /** App registration, permissions, service principal, admin consent. */
    APP,
    /** A valid client secret, kept in the vault. */
    SECRET,
    /** Credential Profile, Test Connection, Entra ID Sync, first sync. */
    SYNC
}
