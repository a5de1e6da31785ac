package io.jenkins.plugins.threatmanager.manage.entries;

/**
 * A heading.
 *
 * @param query of the list sorted by it; the other way round if it is already
 * @param order as {@code aria-sort} says it: {@code ascending}, {@code descending} or {@code none}
 */
public record EntryColumn(String title, String query, String order) {

    /** Used by index.jelly. */
    public String getTitle() {
        return title;
    }

    /** Used by index.jelly. */
    public String getQuery() {
        return query;
    }

    /** Used by index.jelly. */
    public String getOrder() {
        return order;
    }
}
