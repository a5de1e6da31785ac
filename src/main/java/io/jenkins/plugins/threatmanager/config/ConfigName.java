package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Pattern;

/** The names by which steps refer to tenants and servers. */
final class ConfigName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private ConfigName() {}

    /** @throws IllegalArgumentException with a sentence, if it is missing or has another form */
    static void check(@CheckForNull String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("The name is missing.");
        }
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("The name '" + name
                    + "' must begin with a letter or digit and hold only letters, digits, '.', '_' and '-', 64"
                    + " at most.");
        }
    }
}
