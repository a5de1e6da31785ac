package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line of a {@link FleetJournal}: what a tenant is from then on. Texts are percent-encoded, so that no name can end a
 * line or a field; it is all ASCII.
 *
 * @param index the tenant's place in the list
 */
record FleetLine(int index, FleetEntry entry) {

    private static final String FIELD = "\t";
    private static final String ITEM = "&";
    private static final int FIELDS = 9;
    /** A line that a kill has cut off does not end with it. */
    private static final String END = ".";

    String text() {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(index));
        entry.fields().stream().map(FleetLine::encoded).forEach(fields::add);
        fields.add(END);
        return String.join(FIELD, fields);
    }

    /** @return empty if it is no whole line */
    static Optional<FleetLine> read(String text) {
        String[] fields = text.split(FIELD, -1);
        if (fields.length != FIELDS || !fields[FIELDS - 1].equals(END)) {
            return Optional.empty();
        }
        try {
            List<String> entry =
                    Arrays.stream(fields, 1, FIELDS - 1).map(FleetLine::decoded).toList();
            return Optional.of(new FleetLine(Integer.parseInt(fields[0]), FleetEntry.ofFields(entry)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    static String list(List<String> items) {
        return String.join(ITEM, items.stream().map(FleetLine::encoded).toList());
    }

    static List<String> list(String field) {
        return field.isEmpty()
                ? List.of()
                : Arrays.stream(field.split(ITEM, -1)).map(FleetLine::decoded).toList();
    }

    static String map(Map<String, String> facts) {
        return list(new TreeMap<>(facts)
                .entrySet().stream()
                        .map(fact -> encoded(fact.getKey()) + "=" + encoded(fact.getValue()))
                        .toList());
    }

    static Map<String, String> map(String field) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String item : list(field)) {
            String[] sides = item.split("=", 2);
            facts.put(decoded(sides[0]), sides.length == 1 ? "" : decoded(sides[1]));
        }
        return facts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
