package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a JSON value looks like without what is in it: property names and types. A server's answer may hold tokens and
 * other people's passwords, which the plugin does not know and so could not remove from the text.
 */
final class JsonOutline {

    private static final int DEEPEST = 3;

    private JsonOutline() {}

    /** For example <code>{id: number, credentials: [{userName: string}]}</code>; of an array, its first item. */
    static String of(JsonNode json) {
        return of(json, DEEPEST);
    }

    private static String of(JsonNode json, int depth) {
        if (json.isContainerNode() && depth == 0) {
            return "…";
        }
        if (json.isObject()) {
            StringJoiner members = new StringJoiner(", ", "{", "}");
            json.properties().forEach(each -> members.add(each.getKey() + ": " + of(each.getValue(), depth - 1)));
            return members.toString();
        }
        if (json.isArray()) {
            return json.isEmpty() ? "[]" : "[" + of(json.get(0), depth - 1) + (json.size() > 1 ? ", …]" : "]");
        }
        return json.isMissingNode() ? "nothing" : json.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
