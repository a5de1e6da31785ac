package io.jenkins.plugins.threatmanager.remote;

/** Takes a {@link Refusal} from one attempt to whoever decides whether there is another. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.status() + " " + refusal.code() + " " + refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
