package io.jenkins.plugins.threatmanager.config.named;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What is called how by now, for records that were written before.
 *
 * @param tenants names by aliases
 * @param servers names by aliases
 */
@Restricted(NoExternalUse.class)
public record CurrentNames(Map<String, String> tenants, Map<String, String> servers) {

    public CurrentNames {
        tenants = Map.copyOf(tenants);
        servers = Map.copyOf(servers);
    }

    public static CurrentNames of(List<? extends Named> tenants, List<? extends Named> servers) {
        return new CurrentNames(byAlias(tenants), byAlias(servers));
    }

    /** What is the name of an entry stands for that one, even if an edited file has it as an alias of another, too. */
    private static Map<String, String> byAlias(List<? extends Named> entries) {
        Map<String, String> names = new HashMap<>();
        for (Named entry : entries) {
            entry.getAliases().forEach(alias -> names.putIfAbsent(alias, entry.getName()));
        }
        entries.forEach(entry -> names.remove(entry.getName()));
        return names;
    }

    public boolean isEmpty() {
        return tenants.isEmpty() && servers.isEmpty();
    }

    /** The same if it is no alias. */
    public String tenant(String name) {
        return tenants.getOrDefault(name, name);
    }

    /** The same if it is no alias. */
    public String server(String name) {
        return servers.getOrDefault(name, name);
    }
}
