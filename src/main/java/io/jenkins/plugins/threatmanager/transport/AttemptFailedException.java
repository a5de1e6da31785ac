package io.jenkins.plugins.threatmanager.transport;

/** Takes a {@link FailedAttempt} from one attempt to whoever decides whether there is another. */
public final class AttemptFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient FailedAttempt refusal;

    public AttemptFailedException(FailedAttempt refusal) {
        super(refusal.status() + " " + refusal.code() + " " + refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public FailedAttempt refusal() {
        return refusal;
    }
}
