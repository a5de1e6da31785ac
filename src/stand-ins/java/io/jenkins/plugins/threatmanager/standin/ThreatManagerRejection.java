package io.jenkins.plugins.threatmanager.standin;

/** What the stand-in of Threat Manager refuses, before its dialect words it. */
public final class ThreatManagerRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status HTTP status */
    public ThreatManagerRejection(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static ThreatManagerRejection invalid(String text) {
        return new ThreatManagerRejection(400, text);
    }

    static ThreatManagerRejection missing(String text) {
        return new ThreatManagerRejection(404, text);
    }

    static ThreatManagerRejection conflict(String text) {
        return new ThreatManagerRejection(409, text);
    }
}
