package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What can stop a step beyond what the engine refuses. */
@Restricted(NoExternalUse.class)
public enum StepProblem implements Problem {
    /** An argument is missing or invalid. */
    ARGUMENT,
    /** {@code failOnDrift}, and there is some. */
    DRIFT,
    /** A fleet ended, and not all of its tenants are done. */
    FLEET;

    @Override
    public String code() {
        return "step-" + name().toLowerCase(Locale.ROOT);
    }
}
