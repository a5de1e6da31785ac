package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** OpenAPI documents and error answers as ASP.NET Core writes them. */
final class DialectDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DialectDocuments() {}

    static String openApi3(List<ThreatManagerRoute> routes) {
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.0.1");
        root.putObject("info").put("title", "Threat Manager stand-in").put("version", "v1");
        return paths(root, routes, "").toString();
    }

    /** @param basePath leading part of all paths, said once */
    static String swagger2(List<ThreatManagerRoute> routes, String basePath) {
        ObjectNode root = JSON.createObjectNode().put("swagger", "2.0").put("basePath", basePath);
        root.putObject("info").put("title", "Threat Manager stand-in").put("version", "v1");
        return paths(root, routes, basePath).toString();
    }

    private static ObjectNode paths(ObjectNode root, List<ThreatManagerRoute> routes, String basePath) {
        ObjectNode paths = root.putObject("paths");
        for (ThreatManagerRoute each : routes) {
            ObjectNode operation = paths.withObjectProperty(each.template().substring(basePath.length()))
                    .putObject(each.method().toLowerCase(Locale.ROOT));
            operation.putObject("responses").putObject("200").put("description", "Success");
        }
        return root;
    }

    /** RFC 9457. */
    static StandInAnswer problem(ThreatManagerRejection rejection) {
        ObjectNode problem = JSON.createObjectNode()
                .put("type", "https://tools.ietf.org/html/rfc9110")
                .put("title", title(rejection.status()))
                .put("status", rejection.status());
        if (rejection.status() == 400) {
            problem.putObject("errors").putArray("$").add(rejection.getMessage());
        } else if (!rejection.getMessage().isEmpty()) {
            problem.put("detail", rejection.getMessage());
        }
        problem.put("traceId", "00-4bf92f3577b34da6-00");
        return StandInAnswer.json(rejection.status(), problem.toString())
                .with("Content-Type", "application/problem+json; charset=utf-8");
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "One or more validation errors occurred.";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> "An error occurred while processing your request.";
        };
    }
}
