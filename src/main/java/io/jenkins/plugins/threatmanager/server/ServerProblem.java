package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.remote.Problem;
import java.util.Locale;

/** TODO. */
public enum ServerProblem implements Problem {
    UNEXPECTED_ANSWER;

    @Override
    public String code() {
        return "server-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
