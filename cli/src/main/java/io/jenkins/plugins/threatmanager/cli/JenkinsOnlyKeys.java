package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keys of a settings file that are about jobs, folders and pages of Jenkins, and so mean nothing here. */
final class JenkinsOnlyKeys {

    /** By the key above them. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "tenants", List.of("allowedFolders", "allowAllFolders", "automaticRotation"),
            "servers", List.of("allowedFolders", "allowAllFolders"),
            "defaults", List.of("warnBefore", "allowRootStore", "credentialsDomain"));

    private JenkinsOnlyKeys() {}

    /**
     * Leaves what is known here.
     *
     * @param part {@code unclassified.threatManager}
     * @return the names of what was there, sorted
     */
    static Set<String> removeFrom(JsonNode part) {
        Set<String> removed = new TreeSet<>();
        KEYS.forEach((above, keys) -> {
            JsonNode found = part.path(above);
            Iterable<JsonNode> objects = found.isArray() ? found : List.of(found);
            for (JsonNode object : objects) {
                object.fieldNames().forEachRemaining(name -> {
                    if (keys.contains(name)) {
                        removed.add(name);
                    }
                });
                if (object instanceof ObjectNode node) {
                    node.remove(keys);
                }
            }
        });
        return removed;
    }
}
