package io.jenkins.plugins.threatmanager.procedure.apply;

/**
 * The app registration is, or may be, somebody else's after all: it existed before it could be created, or another
 * controller has marked it first. What was observed no longer holds; nothing of this run is on it yet.
 */
public final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLostException() {
        super("observe again", null, false, false);
    }
}
