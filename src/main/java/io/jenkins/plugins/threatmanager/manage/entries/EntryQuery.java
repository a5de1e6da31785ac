package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which part of a list is wanted, as an address says it.
 *
 * @param text words, all of which an entry has to have; empty for every entry
 * @param column to sort by, from 0
 * @param page from 1
 */
record EntryQuery(String text, int column, boolean descending, int page) {

    private static final String DESCENDING = "desc";
    private static final int LONGEST = 200;

    /** @param columns how many there are; what the address says beyond them, or in no number, is as if it said nothing */
    static EntryQuery of(
            @CheckForNull String text,
            @CheckForNull String column,
            @CheckForNull String order,
            @CheckForNull String page,
            int columns) {
        int sorted = number(column, 0);
        String words = text == null ? "" : text.trim();
        return new EntryQuery(
                words.substring(0, Math.min(words.length(), LONGEST)),
                sorted < columns ? sorted : 0,
                DESCENDING.equals(order),
                Math.max(1, number(page, 1)));
    }

    private static int number(@CheckForNull String text, int otherwise) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    EntryQuery onPage(int other) {
        return new EntryQuery(text, column, descending, other);
    }

    /** The first page sorted by a column; the other way round if it is sorted by that one already. */
    String sortedBy(int other) {
        return new EntryQuery(text, other, other == column && !descending, 1).toUrl();
    }

    /** As {@code aria-sort} says it. */
    String order(int other) {
        if (other != column) {
            return "none";
        }
        return descending ? "descending" : "ascending";
    }

    String toUrl() {
        return "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&sort=" + column
                + (descending ? "&order=" + DESCENDING : "") + (page == 1 ? "" : "&page=" + page);
    }
}
