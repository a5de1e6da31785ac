package io.jenkins.plugins.threatmanager.config.named;

import java.util.List;

/** A name with aliases, and nothing else. */
final class NamedEntry implements Named {

    private final String name;
    private List<String> aliases;

    NamedEntry(String name, String... aliases) {
        this.name = name;
        this.aliases = Named.aliases(name, List.of(aliases));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<String> getAliases() {
        return aliases;
    }

    @Override
    public void setAliases(List<String> aliases) {
        this.aliases = Named.aliases(name, aliases);
    }
}
