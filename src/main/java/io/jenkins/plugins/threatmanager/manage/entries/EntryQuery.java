package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which part of a list is wanted, as an address says it.
 *
 * @param text words, all of which an entry has to have; empty for every entry
 * @param column to sort by, from 0
 * @param page from 1
 */
@Restricted(NoExternalUse.class)
public record EntryQuery(String text, int column, boolean descending, int page) {

    private static final String DESCENDING = "desc";
    private static final int LONGEST = 200;

    /** @param columns how many there are; what the address says beyond them, or in no number, is as if it said nothing */
    public static EntryQuery of(
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

    /** In lower case. */
    public List<String> words() {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int number(@CheckForNull String text, int otherwise) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    /** Another page of the same list. */
    public EntryQuery onPage(int other) {
        return new EntryQuery(text, column, descending, other);
    }

    /** The first page sorted by a column; the other way round if it is sorted by that one already. */
    public String sortedBy(int other) {
        return new EntryQuery(text, other, other == column && !descending, 1).toUrl();
    }

    /** As {@code aria-sort} says it. */
    public String order(int other) {
        if (other != column) {
            return "none";
        }
        return descending ? "descending" : "ascending";
    }

    /** As the address says it, with the question mark. */
    public String toUrl() {
        return "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&sort=" + column
                + (descending ? "&order=" + DESCENDING : "") + (page == 1 ? "" : "&page=" + page);
    }
}
