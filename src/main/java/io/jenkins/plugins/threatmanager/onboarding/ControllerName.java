package io.jenkins.plugins.threatmanager.onboarding;

import java.util.regex.Pattern;

/**
 * The name by which a Jenkins controller (or the command line) signs what it manages.
 *
 * @param name 1 to 40 letters, digits, {@code .}, {@code _}, {@code -}; for a controller its host name
 */
public record ControllerName(String name) {

    static final String FORM = "[A-Za-z0-9._-]{1,40}";
    private static final Pattern PATTERN = Pattern.compile(FORM);

    /** @throws IllegalArgumentException if it has another form */
    public ControllerName {
        if (!PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The controller name '" + name + "' may hold letters, digits, '.', '_' and '-' only, 40 at most.");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
