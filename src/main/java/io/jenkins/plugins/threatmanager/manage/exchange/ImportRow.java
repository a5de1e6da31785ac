package io.jenkins.plugins.threatmanager.manage.exchange;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What an import would do to one tenant.
 *
 * @param where in the file, for people
 * @param name of the tenant; empty if the file does not say
 * @param details why it is refused, a sentence; or what changes, a line for each key
 */
@Restricted(NoExternalUse.class)
public record ImportRow(String where, String name, Kind kind, List<String> details) {

    /** What becomes of it; the first ones are shown first. */
    public enum Kind {
        REFUSED,
        ADDED,
        CHANGED,
        UNCHANGED
    }

    public ImportRow {
        details = List.copyOf(details);
    }

    /** Used by preview.jelly. */
    public String getWhere() {
        return where;
    }

    /** Used by preview.jelly. */
    public String getName() {
        return name;
    }

    /** Used by preview.jelly. */
    public String getKind() {
        return kind.name();
    }

    /** Used by preview.jelly. */
    public List<String> getDetails() {
        return details;
    }
}
