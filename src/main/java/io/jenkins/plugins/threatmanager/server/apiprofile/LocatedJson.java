package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a JSON document that knows its line, so that errors name the line.
 *
 * @param origin name of the document in messages
 * @param pointer JSON Pointer of the value in the document
 * @param lines of every value of the document, by JSON Pointer, from 1
 */
record LocatedJson(String origin, JsonNode node, String pointer, Map<String, Integer> lines) {

    private static final JsonMapper STRICT = JsonMapper.builder(
                    JsonFactory.builder().build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @throws ProblemException if it is not one JSON object, or has a property twice
     */
    static LocatedJson parse(String origin, String json) {
        try {
            JsonNode node = STRICT.readTree(json);
            LocatedJson root = new LocatedJson(origin, node, "", linesOf(json));
            if (!node.isObject()) {
                throw root.wrong("the document must be a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw failure(
                    origin,
                    line,
                    "it is not valid JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static Map<String, Integer> linesOf(String json) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = STRICT.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
                if (token.isStructStart()) {
                    lines.putIfAbsent(
                            parser.getParsingContext()
                                    .getParent()
                                    .pathAsPointer()
                                    .toString(),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** The failure that says what is wrong with this value. */
    ProblemException wrong(String what) {
        return failure(origin, lines.getOrDefault(pointer, 1), (pointer.isEmpty() ? "" : pointer + ": ") + what);
    }

    private static ProblemException failure(String origin, int line, String what) {
        return ServerProblem.API_PROFILE_INVALID.failure(origin + ", line " + line + ": " + what + ".");
    }

    /** Makes sure that this is an object with no other properties than these. */
    void allow(List<String> names) {
        if (!node.isObject()) {
            throw wrong("must be an object with " + String.join(", ", names));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw child(name).wrong("unknown property; allowed here are " + String.join(", ", names));
            }
        });
    }

    private LocatedJson child(String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return new LocatedJson(origin, node.path(name), pointer + "/" + escaped, lines);
    }

    LocatedJson member(String name) {
        return optional(name).orElseThrow(() -> wrong("property " + name + " is missing"));
    }

    Optional<LocatedJson> optional(String name) {
        return node.has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    /** The members in the document's order. */
    Map<String, LocatedJson> members() {
        if (!node.isObject()) {
            throw wrong("must be an object");
        }
        Map<String, LocatedJson> members = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> members.put(name, child(name)));
        return members;
    }

    List<LocatedJson> items() {
        if (!node.isArray()) {
            throw wrong("must be an array");
        }
        List<LocatedJson> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new LocatedJson(origin, node.get(i), pointer + "/" + i, lines));
        }
        return items;
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("must be a string");
        }
        return node.textValue();
    }

    /** A string that is not empty. */
    String word() {
        if (text().isBlank()) {
            throw wrong("must not be empty");
        }
        return text();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("must be true or false");
        }
        return node.booleanValue();
    }

    int number(int least, int most) {
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong("must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** A string that is not empty, or a whole number: what servers use for enum words. */
    JsonNode scalar() {
        if (!node.isIntegralNumber() && !(node.isTextual() && !node.textValue().isBlank())) {
            throw wrong("must be a string that is not empty, or a whole number");
        }
        return node;
    }

    JsonPointer jsonPointer() {
        if (!text().matches("(/([^~/]|~[01])*)*")) {
            throw wrong("must be a JSON Pointer: empty for the whole answer, or like /data/id");
        }
        return JsonPointer.compile(text());
    }
}
