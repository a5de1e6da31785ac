package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can stop a step beyond what the engine refuses. */
public enum StepProblem implements Problem {
    /** An argument is missing or invalid. */
    ARGUMENT,
    /** {@code failOnDrift}, and there is some. */
    DRIFT;

    @Override
    public String code() {
        return "step-" + name().toLowerCase(Locale.ROOT);
    }
}
