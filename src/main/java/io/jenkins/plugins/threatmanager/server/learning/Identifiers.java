package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The identifier of the objects in a list: different for each object, the same as long as one lives, and sent in later
 * requests.
 *
 * @param pointer in an item
 * @param isNumber its JSON type
 * @param values by object and life
 */
record Identifiers(JsonPointer pointer, boolean isNumber, Map<String, JsonNode> values) {

    /**
     * @param things items by which object and life they are of, in order
     * @param taken pointers that are something else
     * @throws Unclear if nothing, or more than one thing, can be the identifier
     */
    static Identifiers find(
            Scene scene,
            String member,
            Map<String, List<JsonNode>> things,
            Set<JsonPointer> taken,
            Set<Exchange> lists) {
        if (things.size() < 2) {
            throw new Unclear(
                    member,
                    "Only one object was recorded, so that its identifier cannot be told from other values.",
                    "Record the whole procedure of the card, with every object on it, deleting and adding again"
                            + " included.");
        }
        Map<JsonPointer, Integer> flows = new LinkedHashMap<>();
        Map<JsonPointer, Identifiers> found = new HashMap<>();
        things.values().iterator().next().stream()
                .flatMap(each -> Leaves.outsideArrays(each).keySet().stream())
                .distinct()
                .filter(each -> !taken.contains(each))
                .forEach(each -> {
                    Map<String, JsonNode> values = values(scene.card(), each, things);
                    int used = values.isEmpty() ? 0 : flows(scene, values.values(), lists);
                    if (used > 0) {
                        flows.put(each, used);
                        found.put(
                                each,
                                new Identifiers(
                                        each, values.values().iterator().next().isNumber(), values));
                    }
                });
        int most = flows.values().stream().mapToInt(each -> each).max().orElse(0);
        List<JsonPointer> best = new ArrayList<>(
                flows.keySet().stream().filter(each -> flows.get(each) == most).toList());
        if (best.size() != 1) {
            throw new Unclear(
                    member,
                    best.isEmpty()
                            ? "No value of the listed objects is sent in later requests as an identifier would be."
                            : "Several values of the listed objects could be the identifier: " + best + ".",
                    "Record editing and deleting of each object of the card, each from a fresh list.");
        }
        return found.get(best.get(0));
    }

    /** By thing; empty if it cannot be an identifier. */
    private static Map<String, JsonNode> values(
            LearningCard card, JsonPointer pointer, Map<String, List<JsonNode>> things) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Set<JsonNode> known = new HashSet<>();
        Set<Boolean> types = new HashSet<>();
        for (Map.Entry<String, List<JsonNode>> thing : things.entrySet()) {
            Set<JsonNode> here = new LinkedHashSet<>();
            thing.getValue().forEach(each -> here.add(each.at(pointer)));
            JsonNode only = here.iterator().next();
            types.add(only.isNumber());
            if (card.has(only.asText())
                    || here.size() != 1
                    || !Leaves.isWord(only)
                    || !known.add(only)
                    || types.size() > 1) {
                return Map.of();
            }
            values.put(thing.getKey(), only);
        }
        return values;
    }

    private static int flows(Scene scene, Iterable<JsonNode> values, Set<Exchange> lists) {
        int flows = 0;
        for (JsonNode each : values) {
            flows += (int) scene.exchanges().stream()
                    .filter(one -> !lists.contains(one) && one.has(each.asText()))
                    .count();
        }
        return flows;
    }

    Set<String> texts() {
        Set<String> texts = new HashSet<>();
        values.values().forEach(each -> texts.add(each.asText()));
        return texts;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("pointer", pointer.toString())
                .put("type", isNumber ? "number" : "string");
    }
}
