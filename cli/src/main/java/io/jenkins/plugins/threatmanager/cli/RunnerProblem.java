package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can stop the command line before an operation begins. */
public enum RunnerProblem implements Problem {
    /** The settings file cannot be read, or says something that has no sense. */
    SETTINGS,
    /** The vault file cannot be opened, read or written. */
    VAULT,
    /** An argument is missing or has no sense. */
    ARGUMENT,
    /** A proxy or certificate setting has no sense. */
    NETWORK;

    @Override
    public String code() {
        return "runner-" + name().toLowerCase(Locale.ROOT);
    }
}
