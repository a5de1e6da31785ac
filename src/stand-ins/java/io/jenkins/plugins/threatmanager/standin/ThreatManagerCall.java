package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the stand-in of Threat Manager with what is needed to serve it. Reads bodies strictly: a property too
 * many, one too few or one of another type is refused.
 *
 * @param parameters of the path
 * @param caller null for operations that need no login
 */
record ThreatManagerCall(
        StandInRequest request,
        Map<String, String> parameters,
        ThreatManagerConsole console,
        ThreatManagerAccounts accounts,
        ThreatManagerAccounts.Caller caller) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    JsonNode body() {
        if (!request.header("Content-Type").contains("json")) {
            throw new ThreatManagerRejection(415, "Unsupported Media Type");
        }
        try {
            return JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            throw new ThreatManagerRejection(400, "The JSON value could not be converted");
        }
    }

    /** An object with these properties, no other, none missing except those that end with a question mark. */
    JsonNode body(String... properties) {
        JsonNode body = body();
        if (!body.isObject()) {
            throw ThreatManagerRejection.invalid("A non-empty request body is required.");
        }
        List<String> known = List.of(properties);
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !known.contains(name + "?")) {
                throw ThreatManagerRejection.invalid("The property '" + name + "' is not known.");
            }
        });
        for (String name : known) {
            if (!name.endsWith("?") && !body.has(name)) {
                throw ThreatManagerRejection.invalid("The " + name + " field is required.");
            }
        }
        return body;
    }

    static String text(JsonNode body, String name) {
        return of(body, name, body.path(name).isTextual()).textValue();
    }

    static boolean flag(JsonNode body, String name) {
        return of(body, name, body.path(name).isBoolean()).booleanValue();
    }

    static long number(JsonNode body, String name) {
        return of(body, name, body.path(name).isIntegralNumber()).longValue();
    }

    private static JsonNode of(JsonNode body, String name, boolean good) {
        if (!good) {
            throw ThreatManagerRejection.invalid("The JSON value of '" + name + "' could not be converted.");
        }
        return body.path(name);
    }

    String parameter(String name) {
        return URLDecoder.decode(parameters.get(name), StandardCharsets.UTF_8);
    }

    /** A number in the path. */
    long number(String parameter) {
        try {
            return Long.parseLong(parameter(parameter));
        } catch (NumberFormatException e) {
            throw ThreatManagerRejection.invalid("The value '" + parameter(parameter) + "' is not valid.");
        }
    }

    Optional<String> query(String name) {
        Map<String, String> query = new HashMap<>();
        for (String each : request.query().split("&")) {
            int at = each.indexOf('=');
            if (at > 0) {
                query.put(each.substring(0, at), URLDecoder.decode(each.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.ofNullable(query.get(name));
    }

    String bearer() {
        String header = request.header("Authorization");
        return header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }
}
