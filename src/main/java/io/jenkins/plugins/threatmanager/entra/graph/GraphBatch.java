package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One {@code POST $batch} of at most 20 requests. Written here because the SDK's batch drops the error bodies of
 * refused items, and with them the codes that decide about a retry. Format: Microsoft Graph, "Combine multiple HTTP
 * requests using JSON batching".
 */
final class GraphBatch {

    /** How many requests Graph takes in one batch. */
    static final int MOST = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final GraphConnection connection;
    private final GraphPaths paths;

    GraphBatch(GraphConnection connection, GraphPaths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /**
     * Sends once.
     *
     * @param requests at most {@link #MOST}
     * @param after for places in that list, the place of the request without whose success it is not carried out
     * @return an answer for each, in the order of the requests
     * @throws AttemptFailedException if the batch as a whole was refused, or lost
     */
    List<BatchAnswer> post(List<RequestInformation> requests, Map<Integer, Integer> after, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        byte[] content = content(requests, after);
        JsonNode answer = connection.once(operation, () -> {
            RequestInformation post = paths.batch();
            post.setStreamContent(new ByteArrayInputStream(content), "application/json");
            HashMap<String, ParsableFactory<? extends Parsable>> errors = new HashMap<>();
            errors.put("XXX", ODataError::createFromDiscriminatorValue);
            try (InputStream body = connection.adapter().sendPrimitive(post, errors, InputStream.class)) {
                return body == null ? JSON.createObjectNode() : JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        });
        return inOrder(answer, requests.size());
    }

    private static List<BatchAnswer> inOrder(JsonNode answer, int size) {
        BatchAnswer[] answers = new BatchAnswer[size];
        for (JsonNode response : answer.path("responses")) {
            int index = response.path("id").asInt(-1);
            int status = response.path("status").asInt();
            if (index >= 0 && index < size && status >= 200) {
                answers[index] = status >= 200 && status < 300
                        ? new BatchAnswer.Done(response.path("body"))
                        : new BatchAnswer.Refused(
                                GraphRefusals.of(status, response.path("headers"), response.path("body")));
            }
        }
        List<BatchAnswer> list = new ArrayList<>();
        for (BatchAnswer each : answers) {
            // An item without answer may have been carried out, as after a broken connection.
            list.add(each == null ? new BatchAnswer.Refused(GraphRefusals.incomplete("one of its answers")) : each);
        }
        return list;
    }

    private byte[] content(List<RequestInformation> requests, Map<Integer, Integer> after) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode items = root.putArray("requests");
        try {
            for (int index = 0; index < requests.size(); index++) {
                RequestInformation request = requests.get(index);
                ObjectNode item = items.addObject()
                        .put("id", String.valueOf(index))
                        .put(
                                "method",
                                Objects.requireNonNull(request.httpMethod).name())
                        .put("url", relativeUrl(request));
                ObjectNode headers = item.putObject("headers");
                request.headers
                        .entrySet()
                        .forEach(header -> headers.put(header.getKey(), String.join(",", header.getValue())));
                if (request.content != null) {
                    item.set("body", JSON.readTree(request.content));
                }
                if (after.containsKey(index)) {
                    item.putArray("dependsOn").add(String.valueOf(after.get(index)));
                }
            }
            return JSON.writeValueAsBytes(root);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The SDK built an invalid request.", e);
        }
    }

    /** Relative to the version; the SDK's templates encode the {@code $} of query options, which Graph has plain. */
    private String relativeUrl(RequestInformation request) throws URISyntaxException {
        String url = Objects.requireNonNull(request.getUri()).toString();
        return url.substring(connection.adapter().getBaseUrl().length()).replace("%24", "$");
    }
}
