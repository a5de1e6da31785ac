package io.jenkins.plugins.threatmanager.manage.entries;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One page of a list.
 *
 * @param rows those on the page
 * @param found how many there are on all pages
 * @param page which one it is, from 1
 * @param pages at least 1
 */
@Restricted(NoExternalUse.class)
public record Paged<T>(List<T> rows, int found, int page, int pages) {

    /** How many lines a page has. */
    public static final int SIZE = 50;

    public Paged {
        rows = List.copyOf(rows);
    }

    /** @param page the one that is wanted; the last for one beyond it */
    public static <T> Paged<T> of(List<T> all, int page) {
        int pages = Math.max(1, (all.size() + SIZE - 1) / SIZE);
        int shown = Math.max(1, Math.min(page, pages));
        return new Paged<>(
                all.subList((shown - 1) * SIZE, Math.min(shown * SIZE, all.size())), all.size(), shown, pages);
    }

    /** Used by jelly. */
    public List<T> getRows() {
        return rows;
    }

    /** Used by jelly. */
    public int getFound() {
        return found;
    }

    /** Used by jelly. */
    public int getPage() {
        return page;
    }

    /** Used by jelly. */
    public int getPages() {
        return pages;
    }
}
