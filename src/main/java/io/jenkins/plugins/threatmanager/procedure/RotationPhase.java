package io.jenkins.plugins.threatmanager.procedure;

/** The state of the rotation of a credential's secret, as the markers show it. */
public enum RotationPhase {
    /** One secret, not due; all servers that could be looked at hold it. */
    UP_TO_DATE,
    /** A new secret is wanted: the stored one is due, or cannot be used. */
    DUE,
    /** A server does not hold the stored secret yet. */
    TO_BE_MOVED,
    /** All servers hold the stored secret; the one before it stays for the grace period. */
    IN_GRACE,
    /** The same, and the grace period is over. */
    TO_BE_REMOVED,
    /** A person has to put the stored secret into a server, and to confirm that. */
    HAND_OFF_PENDING
}
