package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code POST /v1.0/$batch}: at most 20 requests, each checked and executed on its own, those that depend on another
 * after it. Answers come in another order than the requests, as they may.
 */
final class GraphBatchEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 20;

    private GraphBatchEndpoint() {}

    static StandInAnswer answer(StandInRequest request, Function<StandInRequest, StandInAnswer> service) {
        JsonNode items;
        try {
            items = JSON.readTree(request.body()).path("requests");
        } catch (IOException e) {
            throw new GraphRefusal(400, "BadRequest", "Unable to read JSON request payload.");
        }
        check(items);
        Map<String, Integer> statuses = new HashMap<>();
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode item : items) {
            ObjectNode answer = dependencyFailed(item, statuses) ? failedDependency(item) : run(item, request, service);
            statuses.put(item.get("id").asText(), answer.get("status").asInt());
            answers.add(0, answer);
        }
        ObjectNode body = GraphFrontDoor.object();
        ArrayNode responses = body.putArray("responses");
        answers.forEach(responses::add);
        return StandInAnswer.json(200, body.toString());
    }

    private static void check(JsonNode items) {
        if (!items.isArray() || items.isEmpty()) {
            throw new GraphRefusal(400, "BadRequest", "Invalid batch payload format.");
        }
        if (items.size() > MOST) {
            throw new GraphRefusal(400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
        }
        Map<String, String> seen = new HashMap<>();
        for (JsonNode item : items) {
            String id = item.path("id").asText();
            String url = item.path("url").asText();
            if (id.isEmpty() || seen.put(id, url) != null) {
                throw new GraphRefusal(400, "BadRequest", "Batch request id is missing or is not unique.");
            }
            if (!url.startsWith("/")
                    || url.startsWith("/v1.0")
                    || item.path("method").asText().isEmpty()) {
                throw new GraphRefusal(400, "BadRequest", "Invalid batch url or method in request id : " + id);
            }
            if (item.has("body") && !header(item, "Content-Type").startsWith("application/json")) {
                throw new GraphRefusal(
                        400,
                        "BadRequest",
                        "Write request id : " + id + " does not contain Content-Type header or body.");
            }
            for (JsonNode needed : item.path("dependsOn")) {
                if (!seen.containsKey(needed.asText())) {
                    throw new GraphRefusal(400, "BadRequest", "Invalid dependsOn in request id : " + id);
                }
            }
        }
    }

    private static boolean dependencyFailed(JsonNode item, Map<String, Integer> statuses) {
        for (JsonNode needed : item.path("dependsOn")) {
            if (statuses.get(needed.asText()) >= 400) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode failedDependency(JsonNode item) {
        ObjectNode answer = GraphFrontDoor.object();
        answer.put("id", item.get("id").asText()).put("status", 424);
        answer.putObject("body")
                .putObject("error")
                .put("code", "FailedDependency")
                .put("message", "Failed Dependency");
        return answer;
    }

    private static ObjectNode run(
            JsonNode item, StandInRequest batch, Function<StandInRequest, StandInAnswer> service) {
        String url = item.get("url").asText();
        int query = url.indexOf('?');
        Headers headers = new Headers();
        item.path("headers")
                .fields()
                .forEachRemaining(h -> headers.set(h.getKey(), h.getValue().asText()));
        headers.set("Host", batch.header("Host"));
        headers.set(GraphQuery.SCHEME, batch.header(GraphQuery.SCHEME));
        StandInAnswer answer = service.apply(new StandInRequest(
                item.get("method").asText(),
                "/v1.0" + (query < 0 ? url : url.substring(0, query)),
                query < 0 ? "" : url.substring(query + 1),
                headers,
                item.has("body") ? item.get("body").toString().getBytes(StandardCharsets.UTF_8) : new byte[0]));
        ObjectNode shown = GraphFrontDoor.object();
        shown.put("id", item.get("id").asText()).put("status", answer.status());
        ObjectNode shownHeaders = shown.putObject("headers");
        answer.headers().forEach(shownHeaders::put);
        if (answer.body().length > 0) {
            try {
                shown.set("body", JSON.readTree(answer.body()));
            } catch (IOException e) {
                shown.put("body", new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return shown;
    }

    private static String header(JsonNode item, String name) {
        var fields = item.path("headers").fields();
        while (fields.hasNext()) {
            var field = fields.next();
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue().asText();
            }
        }
        return "";
    }
}
