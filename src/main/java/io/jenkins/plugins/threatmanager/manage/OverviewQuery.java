package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.manage.entries.EntryQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is wanted of the overview, as its address says it. What the address says of nothing that there is, is as if it
 * said nothing.
 *
 * @param list words, column and page
 * @param state code of a status; empty for each
 * @param kind code of a finding or a status that needs attention; empty for each
 * @param expires when the secret expires, as {@link ExpiryChart#period} says it; empty for whenever
 * @param grouping by what rows are grouped
 * @param concerns whether the list is of what needs attention, rather than of tenants
 */
record OverviewQuery(EntryQuery list, String state, String kind, String expires, Grouping grouping, boolean concerns) {

    /** By what rows are grouped. */
    enum Grouping {
        NONE,
        SERVER,
        FOLDER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int COLUMNS = 6;

    /** The worst first. */
    private static final String BY_STATUS = "2";

    private static final String CONCERNS = "attention";
    private static final int LONGEST = 40;

    /** @param parameter what the address says; null for what it does not */
    static OverviewQuery of(UnaryOperator<String> parameter) {
        String column = parameter.apply("sort");
        return new OverviewQuery(
                EntryQuery.of(
                        parameter.apply("q"),
                        column == null ? BY_STATUS : column,
                        parameter.apply("order"),
                        parameter.apply("page"),
                        COLUMNS),
                code(parameter.apply("state")),
                code(parameter.apply("kind")),
                code(parameter.apply("expires")),
                grouping(parameter.apply("group")),
                CONCERNS.equals(parameter.apply("view")));
    }

    private static String code(@CheckForNull String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST));
    }

    private static Grouping grouping(@CheckForNull String code) {
        return Stream.of(Grouping.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(Grouping.NONE);
    }

    /** Whether some rows may be left out. */
    boolean isFiltered() {
        return !list.text().isEmpty() || !state.isEmpty() || !kind.isEmpty() || !expires.isEmpty();
    }

    private String with(String listUrl) {
        return listUrl
                + parameter("state", state)
                + parameter("kind", kind)
                + parameter("expires", expires)
                + (grouping == Grouping.NONE ? "" : "&group=" + grouping.code())
                + (concerns ? "&view=" + CONCERNS : "");
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The same on another page. */
    String toPage(int page) {
        return with(list.onPage(page).toUrl());
    }

    /** The first page sorted by a column; the other way round if it is sorted by that one already. */
    String sortedBy(int column) {
        return with(list.sortedBy(column));
    }

    /** Everything that has that status. */
    static String ofState(String code) {
        return "?" + parameter("state", code).substring(1);
    }

    /** Everything that expires then. */
    static String ofPeriod(String period) {
        return "?" + parameter("expires", period).substring(1);
    }

    /** All that needs attention. */
    static String ofConcerns() {
        return "?view=" + CONCERNS;
    }
}
