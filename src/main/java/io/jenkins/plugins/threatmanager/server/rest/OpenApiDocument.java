package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.server.OperationCheck;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiCall;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server's own description of its REST interface, OpenAPI 3 or Swagger 2 in JSON.
 *
 * @param path where it was found
 * @param operations method and path of each, in lower case, parameters without names: {@code get /a/{}/b}
 */
record OpenApiDocument(String path, Set<String> operations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return empty if the text is not an OpenAPI document in JSON */
    static Optional<OpenApiDocument> parse(String path, String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null
                    || !root.path("paths").isObject()
                    || root.path("paths").isEmpty()) {
                return Optional.empty();
            }
            String base = base(root);
            Set<String> operations = new TreeSet<>();
            for (Map.Entry<String, JsonNode> each : root.path("paths").properties()) {
                each.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(normal(method, base + each.getKey())));
            }
            return Optional.of(new OpenApiDocument(path, operations));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String base(JsonNode root) {
        String url = root.path("servers")
                .path(0)
                .path("url")
                .asText(root.path("basePath").asText(""));
        try {
            String path = Optional.ofNullable(URI.create(url).getPath()).orElse("");
            return withoutLastSlashes(path);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Not a regular expression: on many slashes that are not the last one needs the square of their number. */
    static String withoutLastSlashes(CharSequence path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.subSequence(0, end).toString();
    }

    private static String normal(String method, String path) {
        String plain = withoutLastSlashes(path.replaceAll("\\{[^/{}]*}", "{}"));
        return method.toLowerCase(Locale.ROOT) + " " + plain.toLowerCase(Locale.ROOT);
    }

    /**
     * Looks up each operation of the profile.
     *
     * @param prefix path of the server's URL: the document has it in its own paths unless a proxy adds it unseen
     */
    List<OperationCheck> check(ApiProfile profile, String prefix) {
        List<OperationCheck> checks = new ArrayList<>();
        profile.operations().forEach((operation, action) -> {
            ApiCall call = action.call();
            checks.add(new OperationCheck(
                    operation.word(),
                    call.method(),
                    call.path(),
                    has(call.method(), prefix + call.path()) || has(call.method(), call.path())));
        });
        return List.copyOf(checks);
    }

    private boolean has(String method, String path) {
        String wanted = normal(method, path);
        return operations.contains(wanted)
                || operations.stream().anyMatch(known -> matches(known.split("/", -1), wanted.split("/", -1)));
    }

    /**
     * A parameter stands for what is fixed in the profile, as in {@code /api/v{version}/…}; but as the whole last segment
     * it does not: {@code /x/{id}} is another operation than {@code /x/search}.
     */
    private static boolean matches(String[] known, String[] wanted) {
        if (known.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            boolean whole = known[i].equals("{}") && i == known.length - 1;
            if (!known[i].equals(wanted[i]) && (whole || !fits(known[i], wanted[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String pattern, String fixed) {
        int parameter = pattern.indexOf("{}");
        if (parameter < 0 || fixed.contains("{}")) {
            return false;
        }
        String after = pattern.substring(parameter + 2);
        return fixed.length() > pattern.length() - 2
                && fixed.startsWith(pattern.substring(0, parameter))
                && fixed.endsWith(after);
    }
}
