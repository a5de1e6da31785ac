package io.jenkins.plugins.threatmanager.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces {@code ${NAME}} in the values of a settings file as the plugin Configuration as Code does, so that one file
 * serves both: {@code ${NAME:-otherwise}}, variables in names, defaults and values, {@code ^${} for a literal
 * {@code ${}, and nothing for what has no value.
 */
final class SettingsVariables {

    private static final String BEGIN = "${";
    private static final String ESCAPED = "^${";
    private static final String OTHERWISE = ":-";

    private final Function<String, Optional<String>> values;
    private final Set<String> withoutValue = new LinkedHashSet<>();
    private final Map<String, Set<String>> emptied = new LinkedHashMap<>();
    private Set<String> used = new LinkedHashSet<>();
    private final Deque<String> within = new ArrayDeque<>();

    /** @param values by name; the name may have a prefix that says what is to be done with it, {@code readFile:} */
    SettingsVariables(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** Those that were replaced by nothing, in the order in which they were met. */
    Set<String> withoutValue() {
        return withoutValue;
    }

    /** Where variables left nothing of a value, and which: they are not set, or empty. */
    Map<String, Set<String>> emptied() {
        return emptied;
    }

    /**
     * @param place of the text in the file
     * @throws IllegalArgumentException with one sentence, if a variable is defined by itself
     */
    String replace(String place, String text) {
        used = new LinkedHashSet<>();
        String replaced = replace(text);
        if (replaced.isBlank() && !used.isEmpty()) {
            emptied.put(place, used);
        }
        return replaced;
    }

    /** @throws IllegalArgumentException likewise */
    String replace(String text) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                replaced.append(BEGIN);
                at += ESCAPED.length();
                continue;
            }
            int end = text.startsWith(BEGIN, at) ? endOf(text, at) : -1;
            if (end < 0) {
                replaced.append(text.charAt(at));
                at++;
            } else {
                replaced.append(valueOf(text.substring(at + BEGIN.length(), end)));
                at = end + 1;
            }
        }
        return replaced.toString();
    }

    /** Of the brace that closes the variable, past those inside it; -1 if there is none. */
    private static int endOf(String text, int begin) {
        int open = 0;
        for (int at = begin; at < text.length(); at++) {
            if (text.startsWith(BEGIN, at)) {
                open++;
                at++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        return -1;
    }

    private String valueOf(String inside) {
        String variable = replace(inside);
        int split = variable.indexOf(OTHERWISE);
        String name = split < 0 ? variable : variable.substring(0, split);
        used.add(name);
        Optional<String> value = values.apply(name);
        if (value.isPresent()) {
            return valueOf(name, value.get());
        }
        if (split >= 0) {
            return variable.substring(split + OTHERWISE.length());
        }
        withoutValue.add(name);
        return "";
    }

    private String valueOf(String name, String value) {
        if (within.contains(name)) {
            throw new IllegalArgumentException("The variable '" + name + "' refers to itself.");
        }
        within.push(name);
        try {
            return replace(value);
        } finally {
            within.pop();
        }
    }
}
