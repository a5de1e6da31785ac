package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** The ways of configuration as code to write one thing, brought to one, without what is about Jenkins alone. */
final class SettingsTree {

    /** Keys about jobs, folders and pages of Jenkins, which mean nothing here, by the key above them. */
    private static final Map<String, List<String>> JENKINS_ONLY = Map.of(
            "tenants", List.of("allowedFolders", "allowAllFolders", "automaticRotation", "labels"),
            "servers", List.of("allowedFolders", "allowAllFolders"),
            "defaults", List.of("warnBefore", "allowRootStore", "credentialsDomain", "fleetConcurrency"));

    private SettingsTree() {}

    /**
     * The same with each text replaced.
     *
     * @param place of the node in the file, for example {@code threatManager.tenants[0]}
     * @param replace by place and text
     */
    static JsonNode withValues(JsonNode node, String place, BinaryOperator<String> replace) {
        if (node.isTextual()) {
            return TextNode.valueOf(replace.apply(place, node.textValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode replaced = array.arrayNode(array.size());
            for (int i = 0; i < array.size(); i++) {
                replaced.add(withValues(array.get(i), place + "[" + i + "]", replace));
            }
            return replaced;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode replaced = object.objectNode();
            object.properties()
                    .forEach(each -> replaced.set(
                            each.getKey(), withValues(each.getValue(), place + "." + each.getKey(), replace)));
            return replaced;
        }
        return node;
    }

    /**
     * Where one of several kinds is chosen, a kind without fields may be written as a word: {@code authentication:
     * managedIdentity}.
     *
     * @param part {@code unclassified.threatManager}; changed
     * @throws IllegalArgumentException with one sentence, where two are chosen
     */
    static void spellOut(JsonNode part) {
        for (JsonNode tenant : part.path("tenants")) {
            choice(tenant, "authentication", "The tenant", "ways to sign in");
            choice(tenant, "rotationAuthentication", "The tenant", "ways to sign in for a rotation");
        }
        for (JsonNode server : part.path("servers")) {
            choice(server, "authentication", "The server", "ways to sign in");
            choice(server, "connector", "The server", "connectors");
        }
    }

    private static void choice(JsonNode node, String key, String owner, String kinds) {
        JsonNode chosen = node.path(key);
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        if (chosen.isTextual()) {
            object.putObject(key).putObject(chosen.textValue());
        } else if (chosen instanceof ObjectNode several) {
            List<String> names = new ArrayList<>();
            several.fieldNames().forEachRemaining(names::add);
            if (names.size() > 1) {
                throw new IllegalArgumentException(
                        owner + " '" + node.path("name").asText() + "' has " + names.size() + " " + kinds + ", "
                                + String.join(" and ", names) + "; leave one.");
            }
            names.stream().filter(name -> several.path(name).isNull()).forEach(several::putObject);
        }
    }

    /**
     * Leaves what is known here.
     *
     * @param part {@code unclassified.threatManager}; changed
     * @return the names of what was there, sorted
     */
    static Set<String> removeJenkinsOnly(JsonNode part) {
        Set<String> removed = new TreeSet<>();
        JENKINS_ONLY.forEach((above, keys) -> {
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
