package io.jenkins.plugins.threatmanager.server.learning.recording;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values in a JSON text that have no members of their own. */
public final class Leaves {

    private Leaves() {}

    /** Each with where it is, in the text's order; empty objects and arrays count as values. */
    public static Map<JsonPointer, JsonNode> of(JsonNode json) {
        Map<JsonPointer, JsonNode> leaves = new LinkedHashMap<>();
        collect(json, JsonPointer.empty(), true, leaves);
        return leaves;
    }

    /** Those that are not in an array. */
    public static Map<JsonPointer, JsonNode> outsideArrays(JsonNode json) {
        Map<JsonPointer, JsonNode> leaves = new LinkedHashMap<>();
        collect(json, JsonPointer.empty(), false, leaves);
        return leaves;
    }

    private static void collect(JsonNode json, JsonPointer at, boolean arrays, Map<JsonPointer, JsonNode> leaves) {
        if (json.isObject() && !json.isEmpty()) {
            json.properties()
                    .forEach(each -> collect(each.getValue(), at.appendProperty(each.getKey()), arrays, leaves));
        } else if (json.isArray() && !json.isEmpty()) {
            for (int i = 0; arrays && i < json.size(); i++) {
                collect(json.get(i), at.appendIndex(i), arrays, leaves);
            }
        } else if (!json.isMissingNode() && !(json.isArray() && !arrays)) {
            leaves.put(at, json);
        }
    }

    /** The arrays that are not in another one. */
    public static List<JsonPointer> arrays(JsonNode json) {
        List<JsonPointer> found = new ArrayList<>();
        arrays(json, JsonPointer.empty(), found);
        return found;
    }

    private static void arrays(JsonNode json, JsonPointer at, List<JsonPointer> found) {
        if (json.isArray()) {
            found.add(at);
        } else if (json.isObject()) {
            json.properties().forEach(each -> arrays(each.getValue(), at.appendProperty(each.getKey()), found));
        }
    }

    /** Whether a value, string or number, is written like that. */
    public static boolean isText(JsonNode value, String text) {
        return (value.isTextual() || value.isNumber()) && value.asText().equals(text);
    }

    /** Whether it can be an identifier or an enum word. */
    public static boolean isWord(JsonNode value) {
        return value.isIntegralNumber()
                || value.isTextual() && !value.textValue().isBlank();
    }
}
