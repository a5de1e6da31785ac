package io.jenkins.plugins.threatmanager.procedure;

/** The state of the rotation of a credential's secret, as the markers show it. */
public enum RotationPhase {
    /** One secret, not due; all servers that could be looked at hold it. */
    UP_TO_DATE("up to date"),
    /** A new secret is wanted: the stored one is due, or cannot be used. */
    DUE("a new secret is wanted"),
    /** A server does not hold the stored secret yet. */
    TO_BE_MOVED("not every server holds the stored secret yet"),
    /** All servers hold the stored secret; the one before it stays for the grace period. */
    IN_GRACE("done; the older secret stays for the grace period"),
    /** The same, and the grace period is over. */
    TO_BE_REMOVED("done; the older secret is to be removed"),
    /** A person has to put the stored secret into a server, and to confirm that. */
    HAND_OFF_PENDING("waits for a person to put the stored secret into Threat Manager, and for 'confirm'");

    private final String words;

    RotationPhase(String words) {
        this.words = words;
    }

    /** For logs and pages. */
    public String words() {
        return words;
    }
}
