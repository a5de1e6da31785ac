package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request as an API profile describes it, with placeholders still in it.
 *
 * @param method in capitals
 * @param path template, relative to the server's URL, beginning with a slash
 * @param query templates by parameter name, in the profile's order
 * @param body template; empty for a request without body
 * @param contentType of the body; empty for JSON
 * @param expected HTTP statuses that mean it was done
 */
public record ApiCall(
        @Is(ValueKind.METHOD) String method,
        String path,
        Optional<Map<String, String>> query,
        Optional<JsonNode> body,
        @Is(ValueKind.WORD) Optional<String> contentType,

        @JsonProperty("expect") @Is(ValueKind.STATUS_OF_SUCCESS)
        List<Integer> expected) {

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    public ApiCall {
        Mistake.when(method.equals("GET") && body.isPresent(), "body", "a GET request has no body");
        Mistake.when(expected.isEmpty(), "expect", "must hold at least one HTTP status from 200 to 299");
        query = query.map(Collections::unmodifiableMap);
    }

    /** The query's templates by parameter name; none without a query. */
    public Map<String, String> parameters() {
        return query.orElse(Map.of());
    }

    /** The content type of the body. */
    public String mediaType() {
        return contentType.orElse("application/json");
    }

    /** Whether it asks for that placeholder anywhere. */
    public boolean uses(Placeholder placeholder) {
        return Template.placeholders(this).contains(placeholder);
    }

    boolean hasObject() {
        return body.filter(JsonNode::isObject).isPresent();
    }

    /** @throws Mistake for a placeholder that cannot be filled in, or a secret in the address */
    void mayUse(Set<Placeholder> allowed) {
        TemplateRules rules = new TemplateRules(allowed);
        Mistake.in(
                "query",
                () -> parameters().forEach((name, value) -> Mistake.in(name, () -> rules.checkAddress(value))));
        Mistake.in("body", () -> body.ifPresent(rules::check));
        Mistake.in("path", () -> rules.checkPath(path));
    }
}
