package io.jenkins.plugins.threatmanager.entra;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody who mistyped one may have meant. */
final class NearestNames {

    private static final int MOST = 3;

    private NearestNames() {}

    /** The three that take the fewest edits to reach, nearest first; of equal ones the first by alphabet. */
    static List<String> of(String typed, Collection<String> names) {
        return names.stream()
                .sorted(Comparator.<String>comparingInt(name -> edits(typed, name))
                        .thenComparing(name -> name))
                .limit(MOST)
                .toList();
    }

    /** Levenshtein distance, without regard to case. */
    static int edits(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] here = new int[right.length() + 1];
            here[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int changed = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(changed, Math.min(above[column], here[column - 1]) + 1);
            }
            above = here;
        }
        return above[right.length()];
    }
}
