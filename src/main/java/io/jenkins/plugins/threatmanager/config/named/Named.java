package io.jenkins.plugins.threatmanager.config.named;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An entry of the configuration that jobs refer to by its name. A name that it had before may stay an alias: Jenkinsfiles
 * in repositories cannot be seen from here.
 */
@Restricted(NoExternalUse.class)
public interface Named {

    String getName();

    /** Other names that it is found by; never its own one. */
    List<String> getAliases();

    void setAliases(@CheckForNull List<String> aliases);

    /** As a form shows them, a line each. Used by config.jelly. */
    default String getAliasesText() {
        return String.join("\n", getAliases());
    }

    /** Its name, then its aliases. */
    default List<String> names() {
        List<String> names = new ArrayList<>(List.of(getName()));
        names.addAll(getAliases());
        return names;
    }

    /** Whether that is its name or an alias of it. */
    default boolean isCalled(String name) {
        return getName().equals(name) || getAliases().contains(name);
    }

    /** What is called so in a list: by its name rather than by an alias, should an edited file have both. */
    static <T extends Named> Optional<T> find(List<T> list, String name) {
        return list.stream()
                .filter(entry -> entry.getName().equals(name))
                .findFirst()
                .or(() -> list.stream().filter(entry -> entry.isCalled(name)).findFirst());
    }

    /** @return each once, without the name itself */
    static List<String> aliases(String name, @CheckForNull List<String> aliases) {
        List<String> normal = NameList.of(aliases);
        normal.remove(name);
        return normal;
    }
}
