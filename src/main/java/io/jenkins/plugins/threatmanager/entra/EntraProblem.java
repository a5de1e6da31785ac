package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.remote.Problem;
import java.util.Locale;

/** TODO. */
public enum EntraProblem implements Problem {
    UNEXPECTED_ANSWER;

    @Override
    public String code() {
        return "entra-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
