package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a JSON schema takes, in the lines of {@link RecordOutline}. Conditions between members ({@code allOf}, {@code if}
 * and the like) and patterns are not in it: the bad profiles of {@link ApiProfileTest} show those.
 */
final class SchemaOutline {

    /** Definitions that are a kind by themselves. */
    private static final Set<String> KINDS = Set.of("pointer", "word", "scalar");

    private final JsonNode root;
    private final Set<String> lines = new TreeSet<>();

    private SchemaOutline(JsonNode root) {
        this.root = root;
    }

    static Set<String> of(String schema) throws JsonProcessingException {
        SchemaOutline outline = new SchemaOutline(new ObjectMapper().readTree(schema));
        outline.add("", outline.root, "required");
        return outline.lines;
    }

    private void add(String where, JsonNode schema, String presence) {
        JsonNode node = resolved(schema);
        if (node.has("properties")) {
            object(where, node, presence);
        } else if (node.has("oneOf")) {
            lines.add(where + ": variants, " + presence);
            node.path("oneOf").forEach(each -> object(where + "(" + word(each) + ")", each, "variant"));
        } else if (node.path("anyOf").path(0).has("const")) {
            lines.add(where + ": the word " + node.at("/anyOf/0/const").asText() + " instead");
            object(where, node.at("/anyOf/1"), presence);
        } else {
            lines.add(where + ": " + kind(schema) + ", " + presence);
        }
    }

    private void object(String where, JsonNode node, String presence) {
        String open = node.path("additionalProperties").equals(BooleanNode.FALSE) ? "closed" : "open";
        lines.add(where + ": " + open + " object, " + presence);
        List<String> required = texts(node.path("required"));
        node.path("properties")
                .properties()
                .forEach(each -> add(
                        where + "/" + each.getKey(),
                        each.getValue(),
                        required.contains(each.getKey()) ? "required" : "optional"));
        required.stream()
                .filter(each -> !node.path("properties").has(each))
                .forEach(each -> lines.add(where + "/" + each + ": required, and not described"));
    }

    /** The word by which a variant is known. */
    private static String word(JsonNode variant) {
        for (JsonNode each : variant.path("properties")) {
            if (each.has("const")) {
                return each.path("const").asText();
            }
        }
        return "?";
    }

    private String kind(JsonNode schema) {
        String definition = schema.path("$ref").asText().replace("#/$defs/", "");
        if (KINDS.contains(definition)) {
            return definition;
        }
        if (definition.startsWith("body_")) {
            return "any";
        }
        JsonNode node = resolved(schema);
        if (node.has("enum")) {
            return "one of " + String.join(", ", texts(node.path("enum")));
        }
        if (node.has("anyOf")) {
            List<String> kinds = new ArrayList<>();
            node.path("anyOf").forEach(each -> kinds.add(kind(each)));
            return String.join(" or ", kinds);
        }
        JsonNode type = node.path("type");
        return switch (type.isArray() ? String.join(", ", texts(type)) : type.asText("the word")) {
            case "the word" -> "the word " + node.path("const").asText();
            case "array" -> "array of " + kind(node.path("items"));
            case "object" -> "any members, each " + kind(node.path("additionalProperties"));
            case "integer" -> "integer from " + node.path("minimum") + " to " + node.path("maximum");
            default -> type.isArray() ? String.join(", ", texts(type)) : type.asText();
        };
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
