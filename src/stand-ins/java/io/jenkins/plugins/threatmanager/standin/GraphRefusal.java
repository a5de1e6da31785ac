package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Graph's refusal of one request. */
final class GraphRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    private final String code;
    private final String detail;
    private final String target;

    GraphRefusal(int status, String code, String message) {
        this(status, code, message, "", "");
    }

    GraphRefusal(int status, String code, String message, String detail, String target) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.target = target;
    }

    static GraphRefusal notFound(String id) {
        return new GraphRefusal(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static GraphRefusal bad(String message) {
        return new GraphRefusal(400, "Request_BadRequest", message);
    }

    static GraphRefusal forbidden() {
        return new GraphRefusal(
                403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    /** The error body. */
    ObjectNode body(StandInRequest request, String now) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode error = root.putObject("error");
        error.put("code", code).put("message", getMessage());
        if (!detail.isEmpty()) {
            error.putArray("details")
                    .addObject()
                    .put("code", detail)
                    .put("message", getMessage())
                    .put("target", target);
        }
        String client = request.header("client-request-id");
        String id = UUID.randomUUID().toString();
        error.putObject("innerError")
                .put("date", now.substring(0, 19))
                .put("request-id", id)
                .put("client-request-id", client.isEmpty() ? id : client);
        return root;
    }
}
