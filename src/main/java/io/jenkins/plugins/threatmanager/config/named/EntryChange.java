package io.jenkins.plugins.threatmanager.config.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a page does to one entry of a list. The others are neither checked nor changed: one that an edited file left invalid
 * is no reason to keep another from being corrected.
 *
 * @param <T> what the list has
 * @param instead name of the entry that goes, or whose place another takes; empty if one is added
 * @param entry what the page sent; empty if one goes
 * @param like name of the entry that the form began with, which may have had another name then; empty for an empty form
 * @param foldersAsOf which folders had moved or gone when the page was opened
 */
@Restricted(NoExternalUse.class)
public record EntryChange<T extends Named>(String instead, Optional<T> entry, String like, int foldersAsOf) {

    public static <T extends Named> EntryChange<T> added(T entry, String like, int foldersAsOf) {
        return new EntryChange<>("", Optional.of(entry), like, foldersAsOf);
    }

    /** The name that it had stays an alias of it: jobs that cannot be seen from here may say it. */
    public static <T extends Named> EntryChange<T> replaced(String instead, T entry, int foldersAsOf) {
        List<String> aliases = new ArrayList<>(entry.getAliases());
        aliases.add(instead);
        entry.setAliases(aliases);
        return new EntryChange<>(instead, Optional.of(entry), instead, foldersAsOf);
    }

    public static <T extends Named> EntryChange<T> removed(String name) {
        return new EntryChange<>(name, Optional.empty(), "", 0);
    }

    /**
     * @param kind for people, for example {@code tenant}
     * @return the list after it
     * @throws IllegalArgumentException with a sentence, if the entry is invalid, a name of it is taken, or the other one is gone
     */
    public List<T> in(String kind, List<T> list, Consumer<T> validate) {
        List<T> fresh = new ArrayList<>(list);
        int place = fresh.size();
        if (!instead.isEmpty()) {
            place = fresh.stream().map(Named::getName).toList().indexOf(instead);
            if (place < 0) {
                throw new IllegalArgumentException("There is no " + kind + " '" + instead
                        + "' any more: somebody else has renamed or deleted it meanwhile. Nothing was changed.");
            }
            fresh.remove(place);
        }
        if (entry.isPresent()) {
            T now = entry.get();
            NamedItems.wellFormed(() -> validate.accept(now));
            for (T other : fresh) {
                for (String name : now.names()) {
                    if (other.isCalled(name)) {
                        throw NameClash.of(kind, name, now.names(), other.names());
                    }
                }
            }
            fresh.add(place, now);
        }
        return fresh;
    }
}
