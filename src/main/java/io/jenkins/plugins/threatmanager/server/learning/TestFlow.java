package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.RecordingReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A test that goes on after its answer: an identifier in that answer is what later requests ask for.
 *
 * @param pointer where it is in the answer; null if it is the last part of {@code Location}
 * @param isNumber its JSON type
 * @param kind of the requests that ask
 */
record TestFlow(Scene scene, JsonPointer pointer, boolean inHeader, boolean isNumber, String kind) {

    /** @param all requests of one kind; empty if nothing of their answers is asked for */
    static Optional<TestFlow> find(Scene scene, List<Exchange> all, Set<String> others) {
        Set<JsonPointer> pointers = new LinkedHashSet<>();
        all.stream()
                .filter(Exchange::succeeded)
                .forEach(each ->
                        pointers.addAll(Leaves.outsideArrays(each.answer()).keySet()));
        List<TestFlow> flows = new ArrayList<>();
        flow(scene, all, others, null, true).ifPresent(flows::add);
        pointers.forEach(each -> flow(scene, all, others, each, false).ifPresent(flows::add));
        return flows.size() == 1 ? Optional.of(flows.get(0)) : Optional.empty();
    }

    private static Optional<TestFlow> flow(
            Scene scene, List<Exchange> all, Set<String> others, JsonPointer pointer, boolean inHeader) {
        Set<String> ids = new HashSet<>();
        List<Exchange> begun = all.stream().filter(Exchange::succeeded).toList();
        for (Exchange each : begun) {
            JsonNode id = id(each, pointer, inHeader);
            if (!Leaves.isWord(id) || !ids.add(id.asText()) || each.has(id.asText())) {
                return Optional.empty();
            }
        }
        Set<String> kinds = new HashSet<>();
        for (Exchange each : begun) {
            String id = id(each, pointer, inHeader).asText();
            scene.exchanges().subList(scene.indexOf(each) + 1, scene.exchanges().size()).stream()
                    .filter(one -> one.has(id))
                    .forEach(one -> kinds.add(kind(scene, one, ids)));
        }
        return begun.size() > 1
                        && kinds.size() == 1
                        && !others.contains(kinds.iterator().next())
                ? Optional.of(new TestFlow(
                        scene,
                        pointer,
                        inHeader,
                        id(begun.get(0), pointer, inHeader).isNumber(),
                        kinds.iterator().next()))
                : Optional.empty();
    }

    private static String kind(Scene scene, Exchange exchange, Set<String> ids) {
        StringBuilder kind = new StringBuilder(exchange.method());
        exchange.segments().forEach(each -> kind.append('/').append(ids.contains(each) ? "{}" : each));
        return kind.toString();
    }

    private static JsonNode id(Exchange exchange, JsonPointer pointer, boolean inHeader) {
        if (!inHeader) {
            return exchange.answer().at(pointer);
        }
        String path = exchange.location().replaceFirst("[?#].*", "").replaceFirst("/$", "");
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? MissingNode.getInstance()
                : TextNode.valueOf(RecordingReader.decoded(path.substring(slash + 1)));
    }

    Optional<JsonNode> id(Exchange begun) {
        return Optional.of(id(begun, pointer, inHeader)).filter(Leaves::isWord);
    }

    /** The questions about a test, in order; none if it was not begun. */
    List<Exchange> polls(Exchange begun) {
        Optional<JsonNode> id = begun.succeeded() ? id(begun) : Optional.empty();
        return id.isEmpty()
                ? List.of()
                : scene
                        .exchanges()
                        .subList(scene.indexOf(begun) + 1, scene.exchanges().size())
                        .stream()
                        .filter(each -> each.has(id.get().asText()))
                        .toList();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (inHeader) {
            return json.put("header", "Location").put("type", "string");
        }
        return json.put("pointer", pointer.toString()).put("type", isNumber ? "number" : "string");
    }
}
