package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can stop the command line beside what the engine reports. */
public enum RunnerProblem implements Problem {
    /** The settings file cannot be read, or has an invalid value. */
    SETTINGS,
    /** An argument is missing or invalid. */
    ARGUMENT,
    /** A proxy or certificate setting is invalid. */
    NETWORK,
    /** An exception that nobody foresaw. */
    BUG;

    @Override
    public String code() {
        return "runner-" + name().toLowerCase(Locale.ROOT);
    }
}
