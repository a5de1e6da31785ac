package io.jenkins.plugins.threatmanager.manage.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A table with a line for each tenant: what its columns mean. An empty cell leaves the value as it is. Pure. */
final class CsvEntries {

    /** Keys of a tenant that are a text. */
    private static final List<String> TEXTS =
            List.of("name", "domain", "cloud", "authorityUrl", "graphUrl", "threatManagerCloud");

    /** Keys of a tenant that are a list of texts; in a cell, {@code |} is between them. */
    private static final List<String> LISTS = List.of("aliases", "allowedFolders");

    private static final List<String> FLAGS = List.of("allowAllFolders", "automaticRotation");

    /** The kind of sign-in, then what it may need. */
    private static final String KIND = "authentication";

    private static final List<String> SIGN_IN = List.of("clientId", "credentialsId", "tokenFile");

    /** Keys of the policy. */
    private static final List<String> POLICY = List.of("permissionSet", "secret", "maxSecretLifetime", "approval");

    private static final Map<String, Boolean> TRUTH = Map.of("true", true, "yes", true, "false", false, "no", false);

    private CsvEntries() {}

    /** All columns there are, in the order of the documentation. */
    static List<String> columns() {
        return Stream.of(TEXTS, List.of(KIND), SIGN_IN, LISTS, FLAGS, POLICY)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @param lines the headings first
     * @throws IllegalArgumentException with a sentence, if the headings cannot be used
     */
    static List<ImportEntry> of(List<CsvText.Line> lines) {
        List<String> headings = headings(lines.get(0).cells());
        List<ImportEntry> entries = new ArrayList<>();
        for (CsvText.Line line : lines.subList(1, lines.size())) {
            String where = "line " + line.number();
            if (line.cells().size() > headings.size()) {
                entries.add(new ImportEntry(
                        where,
                        Map.of("name", line.cells().get(0)),
                        "It has more cells than the table has headings. Put a cell with a separator in it between"
                                + " quotation marks."));
                continue;
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < line.cells().size(); i++) {
                if (!line.cells().get(i).isEmpty()) {
                    cells.put(headings.get(i), line.cells().get(i));
                }
            }
            entries.add(entry(where, cells));
        }
        return entries;
    }

    private static List<String> headings(List<String> cells) {
        Set<String> seen = new HashSet<>();
        List<String> headings = new ArrayList<>();
        for (String cell : cells) {
            String known = columns().stream()
                    .filter(cell::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The table has the unknown column '" + cell
                            + "'. Known columns are " + String.join(", ", columns()) + "."));
            if (!seen.add(known)) {
                throw new IllegalArgumentException("The table has two columns '" + known + "'. Leave one.");
            }
            headings.add(known);
        }
        return headings;
    }

    private static ImportEntry entry(String where, Map<String, String> cells) {
        Map<String, Object> keys = new LinkedHashMap<>();
        TEXTS.stream().filter(cells::containsKey).forEach(key -> keys.put(key, cells.get(key)));
        LISTS.stream().filter(cells::containsKey).forEach(key -> keys.put(key, list(cells.get(key))));
        try {
            FLAGS.stream().filter(cells::containsKey).forEach(key -> keys.put(key, truth(key, cells.get(key))));
            signIn(cells, keys);
        } catch (IllegalArgumentException e) {
            return new ImportEntry(where, keys, e.getMessage());
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        POLICY.stream().filter(cells::containsKey).forEach(key -> policy.put(key, cells.get(key)));
        if (!policy.isEmpty()) {
            keys.put(ImportPlan.POLICY_PART, policy);
        }
        return new ImportEntry(where, keys, "");
    }

    private static List<String> list(String cell) {
        return Stream.of(cell.split("\\|"))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean truth(String column, String cell) {
        Boolean truth = TRUTH.get(cell.toLowerCase(Locale.ROOT));
        if (truth == null) {
            throw new IllegalArgumentException(
                    "'" + cell + "' in the column " + column + " is neither true nor false. Write one of them.");
        }
        return truth;
    }

    private static void signIn(Map<String, String> cells, Map<String, Object> keys) {
        Map<String, Object> parts = new LinkedHashMap<>();
        SIGN_IN.stream().filter(cells::containsKey).forEach(key -> parts.put(key, cells.get(key)));
        if (cells.containsKey(KIND)) {
            keys.put(KIND, Map.of(cells.get(KIND), parts));
        } else if (!parts.isEmpty()) {
            throw new IllegalArgumentException("It has " + String.join(" and ", new TreeSet<>(parts.keySet()))
                    + " and no kind of sign-in. Fill in the column " + KIND + ".");
        }
    }
}
