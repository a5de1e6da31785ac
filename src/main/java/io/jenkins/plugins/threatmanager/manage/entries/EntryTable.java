package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One page of a list: what matches a search, sorted, as far as it fits on a page. Pure. */
@Restricted(NoExternalUse.class)
public final class EntryTable {

    private final EntryQuery query;
    private final Paged<EntryRow> shown;
    private final int all;

    /** @param entries in the order of the configuration, which also decides among equals */
    EntryTable(List<EntryRow> entries, EntryQuery query) {
        List<String> words = query.words();
        List<EntryRow> matching =
                new ArrayList<>(entries.stream().filter(row -> row.has(words)).toList());
        Comparator<EntryRow> order = Comparator.comparing(row -> row.sortKey(query.column()));
        matching.sort(query.descending() ? order.reversed() : order);
        this.query = query;
        this.all = entries.size();
        this.shown = Paged.of(matching, query.page());
    }

    /** Used by index.jelly. */
    public List<EntryRow> getRows() {
        return shown.rows();
    }

    /** How many entries match. Used by index.jelly. */
    public int getFound() {
        return shown.found();
    }

    /** How many entries there are. Used by index.jelly. */
    public int getAll() {
        return all;
    }

    /** From 1. Used by index.jelly. */
    public int getPage() {
        return shown.page();
    }

    /** At least 1. Used by index.jelly. */
    public int getPages() {
        return shown.pages();
    }

    /** What was searched for. Used by index.jelly. */
    public String getText() {
        return query.text();
    }

    /** The query of another page of the same list; none if there is no such page. Used by index.jelly. */
    @CheckForNull
    public String toPage(int other) {
        return other < 1 || other > shown.pages() ? null : query.onPage(other).toUrl();
    }

    /** The headings, each of which sorts by its column. Used by index.jelly. */
    public List<EntryColumn> columns(List<String> titles) {
        return IntStream.range(0, titles.size())
                .mapToObj(column -> new EntryColumn(titles.get(column), query.sortedBy(column), query.order(column)))
                .toList();
    }
}
