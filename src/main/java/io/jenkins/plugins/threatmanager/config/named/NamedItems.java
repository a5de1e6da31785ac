package io.jenkins.plugins.threatmanager.config.named;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A list of the configuration whose entries have names. */
@Restricted(NoExternalUse.class)
public final class NamedItems {

    private NamedItems() {}

    /**
     * @param kind for people, for example {@code tenant}
     * @param items none for an empty list
     * @param names of an item, that which is no alias first
     * @return a copy
     * @throws IllegalArgumentException if one is invalid or a name stands for two
     */
    public static <T> List<T> checked(
            String kind, @CheckForNull List<T> items, Function<T, List<String>> names, Consumer<T> validate) {
        List<T> fresh = new ArrayList<>();
        Map<String, T> owners = new HashMap<>();
        for (T item : items == null ? List.<T>of() : items) {
            if (item == null) {
                throw new IllegalArgumentException("There is a " + kind + " without anything in it.");
            }
            wellFormed(() -> validate.accept(item));
            for (String name : names.apply(item)) {
                T other = owners.putIfAbsent(name, item);
                if (other != null) {
                    throw NameClash.of(kind, name, names.apply(item), names.apply(other));
                }
            }
            fresh.add(item);
        }
        return fresh;
    }

    /** @throws IllegalArgumentException with the cause of what the check throws */
    public static void wellFormed(Runnable validate) {
        try {
            validate.run();
        } catch (ProblemException e) {
            throw new IllegalArgumentException(e.cause());
        }
    }
}
