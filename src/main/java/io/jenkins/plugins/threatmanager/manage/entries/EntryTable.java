package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One page of a list: what matches a search, sorted, as far as it fits on a page. Pure. */
@Restricted(NoExternalUse.class)
public final class EntryTable {

    /** How many lines a page has. */
    static final int PAGE = 50;

    private final EntryQuery query;
    private final List<EntryRow> rows;
    private final int found;
    private final int all;
    private final int page;

    /** @param entries in the order of the configuration, which also decides among equals */
    EntryTable(List<EntryRow> entries, EntryQuery query) {
        List<String> words = Stream.of(query.text().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<EntryRow> matching =
                new ArrayList<>(entries.stream().filter(row -> row.has(words)).toList());
        Comparator<EntryRow> order = Comparator.comparing(row -> row.sortKey(query.column()));
        matching.sort(query.descending() ? order.reversed() : order);
        this.query = query;
        this.all = entries.size();
        this.found = matching.size();
        this.page = Math.min(query.page(), pages());
        this.rows = matching.subList((page - 1) * PAGE, Math.min(page * PAGE, found));
    }

    /** Used by index.jelly. */
    public List<EntryRow> getRows() {
        return rows;
    }

    /** How many entries match. Used by index.jelly. */
    public int getFound() {
        return found;
    }

    /** How many entries there are. Used by index.jelly. */
    public int getAll() {
        return all;
    }

    /** From 1. Used by index.jelly. */
    public int getPage() {
        return page;
    }

    /** At least 1. Used by index.jelly. */
    public int getPages() {
        return pages();
    }

    private int pages() {
        return Math.max(1, (found + PAGE - 1) / PAGE);
    }

    /** What was searched for. Used by index.jelly. */
    public String getText() {
        return query.text();
    }

    /** The query of another page of the same list; none if there is no such page. Used by index.jelly. */
    @CheckForNull
    public String toPage(int other) {
        return other < 1 || other > pages() ? null : query.onPage(other).toUrl();
    }

    /** The headings, each of which sorts by its column. Used by index.jelly. */
    public List<EntryColumn> columns(List<String> titles) {
        return IntStream.range(0, titles.size())
                .mapToObj(column -> new EntryColumn(titles.get(column), query.sortedBy(column), query.order(column)))
                .toList();
    }
}
