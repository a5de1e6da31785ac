package io.jenkins.plugins.threatmanager.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A {@link StatusList} as lines of plain text, for a build log. Pure. */
final class StatusTable {

    private static final List<String> HEAD =
            List.of("Tenant", "Server", "Credential", "Status", "Expires", "Days left", "Next rotation", "Last change");

    private StatusTable() {}

    /** One line for each entry, below a heading, and then one for each finding; without trailing blanks. */
    static List<String> lines(StatusList list) {
        if (list.getEntries().isEmpty()) {
            return List.of("There is no tenant that this job may use.");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        list.getEntries().forEach(entry -> rows.add(cells(entry)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        list.getFindings().forEach(finding -> lines.add("finding: " + finding));
        return lines;
    }

    private static List<String> cells(StatusEntry entry) {
        return List.of(
                entry.getTenant(),
                text(entry.getServer()),
                text(entry.getCredentialsId()),
                entry.getStatus(),
                day(entry.getExpires()),
                entry.getDaysLeft() == null ? "-" : entry.getDaysLeft().toString(),
                day(entry.getNextRotation()),
                entry.getLastChange() == null ? "-" : day(entry.getLastChange()) + change(entry));
    }

    private static String change(StatusEntry entry) {
        return entry.getBuild() == null ? "" : " by " + entry.getBuild();
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "-");
    }

    /** The day of an instant in ISO-8601. */
    private static String day(String instant) {
        return instant == null ? "-" : instant.substring(0, "2028-11-23".length());
    }
}
