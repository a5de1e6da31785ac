package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/** Several things in one sentence. */
final class Enumeration {

    private Enumeration() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String of(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
