package io.jenkins.plugins.threatmanager.manage.entries;

import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A line of a list, as text.
 *
 * @param name in the configuration
 * @param remark what is special about the entry, in a word; empty for nothing
 * @param cells what the other columns show, in their order; empty texts for nothing
 */
@Restricted(NoExternalUse.class)
public record EntryRow(String name, String remark, List<String> cells) {

    private static final int SHOWN = 3;

    public EntryRow {
        cells = List.copyOf(cells);
    }

    /** Used by index.jelly. */
    public String getName() {
        return name;
    }

    /** Used by index.jelly. */
    public String getRemark() {
        return remark;
    }

    /** Used by index.jelly. */
    public List<String> getCells() {
        return cells;
    }

    /** What the column says by which a list is sorted: 0 for the name. */
    String sortKey(int column) {
        return (column == 0 ? name : cells.get(column - 1)).toLowerCase(Locale.ROOT);
    }

    /** Whether each word is somewhere in it; upper and lower case count the same. */
    boolean has(List<String> words) {
        String all = (name + "\n" + remark + "\n" + String.join("\n", cells)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }

    /** The folders that fit into a cell, and how many more there are. */
    static String folders(boolean all, List<String> folders) {
        if (all) {
            return Messages.EntryRow_AllFolders();
        }
        if (folders.size() <= SHOWN) {
            return String.join(", ", folders);
        }
        return Messages.EntryRow_MoreFolders(String.join(", ", folders.subList(0, SHOWN)), folders.size() - SHOWN);
    }
}
