package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.transport.ProblemException;

/** What a failure says, taken apart. Kept with the build. */
final class FailureWords {

    private final String cause;
    private final String remedy;

    private FailureWords(String cause, String remedy) {
        this.cause = cause;
        this.remedy = remedy;
    }

    static FailureWords of(ProblemException failure) {
        String reference = failure.reference().isEmpty() ? "" : " (" + failure.reference() + ")";
        return new FailureWords(
                failure.cause() + reference + " [" + failure.problem().code() + "]", failure.remedy());
    }

    /** A sentence, the service's own reference, and the code. */
    String cause() {
        return cause;
    }

    /** A sentence that says what to do. */
    String remedy() {
        return remedy;
    }
}
