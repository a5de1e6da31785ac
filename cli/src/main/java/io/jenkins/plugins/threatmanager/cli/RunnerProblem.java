package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can stop the command line before an operation begins. */
public enum RunnerProblem implements Problem {
    /** The settings file cannot be read, or has an invalid value. */
    SETTINGS,
    /** An argument is missing or invalid. */
    ARGUMENT,
    /** A proxy or certificate setting is invalid. */
    NETWORK;

    @Override
    public String code() {
        return "runner-" + name().toLowerCase(Locale.ROOT);
    }
}
