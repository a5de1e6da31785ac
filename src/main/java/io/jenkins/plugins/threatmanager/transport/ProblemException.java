package io.jenkins.plugins.threatmanager.transport;

import java.util.Objects;

/**
 * An operation that failed, with a message for the user: one sentence of cause, one of remedy, where the service gave
 * one its own reference (Graph's {@code request-id}, an AADSTS code), and the stable code, the same wherever it is read.
 * Carries no cause exception on purpose: the texts of foreign exceptions may hold request bodies, and so secrets.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String cause;
    private final String remedy;
    private final String reference;

    /**
     * @param problem the kind of failure
     * @param cause one sentence that says what is wrong, ending with a full stop, without any secret
     * @param remedy one sentence that says what to do, ending with a full stop
     */
    public ProblemException(Problem problem, String cause, String remedy) {
        this(problem, cause, remedy, "");
    }

    private ProblemException(Problem problem, String cause, String remedy, String reference) {
        super(RemoteText.printable(sentence(cause, remedy, reference)) + " [" + problem.code() + "]");
        this.problem = Objects.requireNonNull(problem);
        this.cause = RemoteText.printable(cause);
        this.remedy = RemoteText.printable(remedy);
        this.reference = RemoteText.printable(reference);
    }

    /**
     * The same failure with the service's own reference.
     *
     * @param reference for example {@code request-id 7f1c…} or {@code AADSTS7000215}; empty for none
     */
    public ProblemException withReference(String reference) {
        return new ProblemException(problem, cause, remedy, reference);
    }

    public Problem problem() {
        return problem;
    }

    /** The sentence that says what is wrong. */
    public String cause() {
        return cause;
    }

    /** The sentence that says what to do. */
    public String remedy() {
        return remedy;
    }

    /** The service's own reference; empty if it gave none. */
    public String reference() {
        return reference;
    }

    private static String sentence(String cause, String remedy, String reference) {
        return cause + " " + remedy + (reference.isEmpty() ? "" : " (" + reference + ")");
    }
}
