package io.jenkins.plugins.threatmanager.server.learning.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request of the recording and its answer. Prints nothing but where it comes from: there are secrets in it. Two are
 * never the same, however alike they are.
 *
 * @param source file and number, for example {@code console.har entry 12}
 * @param origin scheme, host and port, in lower case
 * @param segments of the path after its first slash, decoded
 * @param query in order, decoded
 * @param headers of the request by name in lower case, cookies included
 * @param mediaType of the body, without parameters; empty without body
 * @param body missing without body; of a form, its fields
 * @param answer missing if it is no JSON
 * @param location of the answer; empty if it has none
 * @param values of the request, each with its place
 * @param texts the same, as they are written
 */
public record Exchange(
        String source,
        String method,
        String origin,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        String mediaType,
        JsonNode body,
        int status,
        JsonNode answer,
        String location,
        Map<Place, JsonNode> values,
        Set<String> texts) {

    /** The parts of a request that its values are taken from. */
    public record Request(
            String method,
            String origin,
            List<String> segments,
            Map<String, String> query,
            Map<String, String> headers,
            String mediaType,
            JsonNode body) {

        private Map<Place, JsonNode> values() {
            Map<Place, JsonNode> values = new LinkedHashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                values.put(new Place(Place.Part.PATH, Integer.toString(i)), TextNode.valueOf(segments.get(i)));
            }
            query.forEach((name, value) -> values.put(new Place(Place.Part.QUERY, name), TextNode.valueOf(value)));
            if (!body.isMissingNode()) {
                Leaves.of(body)
                        .forEach((pointer, value) -> values.put(new Place(Place.Part.BODY, pointer.toString()), value));
            }
            return values;
        }
    }

    public static Exchange of(String source, Request request, int status, JsonNode answer, String location) {
        Map<Place, JsonNode> values = Collections.unmodifiableMap(request.values());
        Set<String> texts = new HashSet<>();
        values.values().stream()
                .filter(each -> each.isTextual() || each.isNumber())
                .forEach(each -> texts.add(each.asText()));
        return new Exchange(
                source,
                request.method(),
                request.origin(),
                request.segments(),
                request.query(),
                request.headers(),
                request.mediaType(),
                request.body(),
                status,
                answer,
                location,
                values,
                texts);
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** Whether it may change something, by the rules of HTTP. */
    public boolean mayChange() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    public String path() {
        return "/" + String.join("/", segments);
    }

    public boolean hasForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    /** Whether a value of the request is that text or number. */
    public boolean has(String text) {
        return texts.contains(text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return source;
    }
}
