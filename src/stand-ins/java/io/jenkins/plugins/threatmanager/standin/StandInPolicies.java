package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * App management policies of a tenant, which are enforced where a client secret is added: the default, and those that are
 * assigned to applications, which count instead of it.
 */
public final class StandInPolicies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile JsonNode byDefault = byDefault(false, "");
    private final Map<String, JsonNode> assigned = new ConcurrentHashMap<>();

    /** Bound by the default from now on. */
    public void setDefault(String... restrictions) {
        byDefault = byDefault(true, String.join(",", restrictions));
    }

    /** The default is switched off, as in a new tenant. */
    public void switchOff() {
        byDefault = byDefault(false, "");
    }

    /** A policy of its own for an application; one at a time. */
    public void assign(StandInApp app, String name, String... restrictions) {
        assigned.put(
                app.id,
                json("{\"id\":\"" + StandInTenant.guid() + "\",\"displayName\":\"" + name
                        + "\",\"description\":\"\",\"isEnabled\":true,\"restrictions\":{\"passwordCredentials\":["
                        + String.join(",", restrictions) + "],\"keyCredentials\":[]}}"));
    }

    /** A restriction: no client secret may be added to any application. */
    public static String noSecrets() {
        return restriction("passwordAddition", "null", "null");
    }

    /** The same for applications that were created then or later. */
    public static String noSecretsFrom(Instant created) {
        return restriction("passwordAddition", "null", "\"" + created + "\"");
    }

    /** A restriction: how long a client secret may live, in ISO 8601. */
    public static String lifetime(String longest) {
        return restriction("passwordLifetime", "\"" + longest + "\"", "null");
    }

    private static String restriction(String type, String longest, String from) {
        return "{\"restrictionType\":\"" + type + "\",\"maxLifetime\":" + longest
                + ",\"state\":\"enabled\",\"restrictForAppsCreatedAfterDateTime\":" + from + ",\"excludeActors\":null}";
    }

    private static JsonNode byDefault(boolean enabled, String restrictions) {
        return json("{\"id\":\"00000000-0000-0000-0000-000000000000\",\"displayName\":\"Default app management tenant"
                + " policy\",\"description\":\"\",\"isEnabled\":" + enabled
                + ",\"applicationRestrictions\":{\"passwordCredentials\":[" + restrictions
                + "],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],"
                + "\"keyCredentials\":[]}}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what the Graph endpoint does
    // --------------------------------------------------------------------------------

    /** {@code GET /policies/defaultAppManagementPolicy}. */
    StandInAnswer answerDefault(GraphCaller caller) {
        caller.need("Policy.Read.All");
        return StandInAnswer.json(200, byDefault.toString());
    }

    /** {@code GET /applications/{id}/appManagementPolicies}. */
    StandInAnswer answerAssigned(StandInApp app, GraphCaller caller) {
        caller.need("Policy.Read.All");
        ObjectNode page = GraphFrontDoor.object();
        ArrayNode value = page.putArray("value");
        JsonNode own = assigned.get(app.id);
        if (own != null) {
            value.add(own);
        }
        return StandInAnswer.json(200, page.toString());
    }

    /** @throws GraphRefusal if a policy forbids such a client secret */
    void requireAllowed(StandInApp app, Instant start, Instant end) {
        JsonNode own = assigned.get(app.id);
        JsonNode policy = own == null ? byDefault : own;
        if (!policy.path("isEnabled").asBoolean()) {
            return;
        }
        for (JsonNode one : policy.path(own == null ? "applicationRestrictions" : "restrictions")
                .path("passwordCredentials")) {
            JsonNode from = one.path("restrictForAppsCreatedAfterDateTime");
            if (from.isTextual()
                    && app.created.isBefore(OffsetDateTime.parse(from.asText()).toInstant())) {
                continue;
            }
            switch (one.path("restrictionType").asText()) {
                case "passwordAddition" -> throw forbidden();
                case "passwordLifetime" -> {
                    if (end.isAfter(after(start, one.path("maxLifetime").asText()))) {
                        throw tooLong();
                    }
                }
                default -> {}
            }
        }
    }

    private static Instant after(Instant start, String lifetime) {
        int split = lifetime.indexOf('T');
        return start.atOffset(ZoneOffset.UTC)
                .plus(Period.parse(split < 0 ? lifetime : lifetime.substring(0, split)))
                .plus(split < 0 ? Duration.ZERO : Duration.parse("P" + lifetime.substring(split)))
                .toInstant();
    }

    static GraphRefusal forbidden() {
        return new GraphRefusal(
                400,
                "CredentialTypeNotAllowedAsPerAppPolicy",
                "Credential type not allowed as per assigned policy 'default'.");
    }

    static GraphRefusal tooLong() {
        return new GraphRefusal(
                400,
                "CredentialInvalidLifetimeAsPerAppPolicy",
                "Credential lifetime exceeds the max value allowed as per assigned policy 'default'.");
    }
}
