package io.jenkins.plugins.threatmanager.manage.entries;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A heading.
 *
 * @param query of the list sorted by it; the other way round if it is already
 * @param order as {@code aria-sort} says it: {@code ascending}, {@code descending} or {@code none}
 */
@Restricted(NoExternalUse.class)
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
