package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code POST /{tenant}/oauth2/v2.0/token} with the client credentials grant: by client secret, by signed assertion of
 * a certificate, by another issuer's token. Also the managed-identity endpoint of an Azure virtual machine.
 */
final class EntraTokenEndpoint {

    private final EntraStandIn entra;
    private final EntraTokens tokens;
    private final Clock clock;
    private final EntraBehaviour behaviour;
    private final EntraAssertions assertions;
    private int flaps;

    EntraTokenEndpoint(EntraStandIn entra, EntraTokens tokens, Clock clock, EntraBehaviour behaviour) {
        this.entra = entra;
        this.tokens = tokens;
        this.clock = clock;
        this.behaviour = behaviour;
        this.assertions = new EntraAssertions(behaviour);
    }

    StandInAnswer answer(StandInRequest request) {
        Optional<String> throttled = behaviour.throttles(request, false);
        if (throttled.isPresent()) {
            StandInAnswer answer = StandInAnswer.json(
                    429,
                    "{\"error\":\"temporarily_unavailable\",\"error_codes\":[90055],"
                            + "\"error_description\":\"AADSTS90055: The server terminated an operation because it"
                            + " encountered a heavy load of requests.\"}");
            return throttled.get().isEmpty() ? answer : answer.with("Retry-After", throttled.get());
        }
        if (request.path().equals("/metadata/identity/oauth2/token")) {
            return managedIdentity(request);
        }
        String[] parts = request.path().split("/");
        if (!request.method().equals("POST")
                || parts.length != 5
                || !request.path().endsWith("/oauth2/v2.0/token")) {
            return StandInAnswer.text(404, "text/html", "<html><body>The page was not found.</body></html>");
        }
        try {
            return StandInAnswer.json(
                    200, issue(parts[1], form(request.text()), request).toString());
        } catch (EntraTokenRefusal e) {
            return StandInAnswer.json(
                    e.status,
                    e.body(clock.instant().truncatedTo(ChronoUnit.SECONDS)).toString());
        }
    }

    private ObjectNode issue(String tenantName, Map<String, String> form, StandInRequest request) {
        StandInTenant tenant = entra.tenant(decode(tenantName))
                .orElseThrow(() -> new EntraTokenRefusal(
                        400,
                        "invalid_request",
                        90002,
                        "Tenant '" + decode(tenantName)
                                + "' not found. Check to make sure you have the correct tenant ID"
                                + " and are signing into the correct cloud. Check with your subscription administrator,"
                                + " this may happen if there are no active subscriptions for the tenant."));
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw new EntraTokenRefusal(
                    400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        }
        String clientId = form.getOrDefault("client_id", "");
        StandInApp app = tenant.apps.stream()
                .filter(known -> known.appId.equals(clientId) && tenant.shows(known.visible))
                .findFirst()
                .orElse(null);
        StandInServicePrincipal principal = tenant.principalOf(clientId)
                .filter(known -> tenant.shows(known.visible))
                .orElse(null);
        if (app == null || principal == null) {
            throw new EntraTokenRefusal(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + clientId + "' was not found in the directory '" + tenant.id()
                            + "'. This can happen if the application has not been installed by the administrator of the"
                            + " tenant or consented to by any user in the tenant. You may have sent your authentication"
                            + " request to the wrong tenant.");
        }
        if (app.disabled || !principal.enabled) {
            throw new EntraTokenRefusal(
                    400,
                    "unauthorized_client",
                    7000112,
                    "Application '" + clientId + "'(" + app.displayName + ") is disabled.");
        }
        authenticate(tenant, app, form, request);
        String audience = audience(form.getOrDefault("scope", ""));
        return JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", EntraTokens.LIFETIME)
                .put("ext_expires_in", EntraTokens.LIFETIME)
                .put("access_token", tokens.issue(tenant, principal, audience, clock.instant()));
    }

    private void authenticate(StandInTenant tenant, StandInApp app, Map<String, String> form, StandInRequest request) {
        if (form.containsKey("client_secret")) {
            checkSecret(tenant, app, form.get("client_secret"));
        } else if (form.containsKey("client_assertion")) {
            String endpoint = "https://" + request.header("Host") + request.path();
            assertions.check(app, form.get("client_assertion"), endpoint);
        } else {
            throw new EntraTokenRefusal(
                    401,
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
    }

    private void checkSecret(StandInTenant tenant, StandInApp app, String text) {
        StandInSecret secret = app.secrets.stream()
                .filter(known -> known.text().equals(text) && known(known))
                .findFirst()
                .orElseThrow(() -> new EntraTokenRefusal(
                        401,
                        "invalid_client",
                        7000215,
                        "Invalid client secret provided. Ensure the secret being sent in the request is the client"
                                + " secret value, not the client secret ID, for a secret added to app '" + app.appId
                                + "'."));
        if (!secret.end().isAfter(tenant.now()) || secret.start().isAfter(tenant.now())) {
            throw new EntraTokenRefusal(
                    401,
                    "invalid_client",
                    7000222,
                    "The provided client secret keys for app '" + app.appId
                            + "' are expired. Visit the Azure portal to create new keys for your app:"
                            + " https://aka.ms/NewClientSecret, or consider using certificate credentials for added"
                            + " security: https://aka.ms/certCreds.");
        }
    }

    /** Whether the node that answers knows the secret yet. */
    private boolean known(StandInSecret secret) {
        long missing = ChronoUnit.MILLIS.between(clock.instant(), secret.works());
        long lag = behaviour.lagOf(EntraLag.SECRET_AT_TOKEN_ENDPOINT).toMillis();
        if (behaviour.flapping && missing > 0 && missing <= lag / 2) {
            return flaps++ % 2 == 0;
        }
        return missing <= 0;
    }

    private static String audience(String scopes) {
        for (String scope : scopes.split(" ")) {
            if (scope.startsWith("http") && scope.endsWith("/.default")) {
                return scope.substring(0, scope.length() - "/.default".length());
            }
        }
        throw new EntraTokenRefusal(
                400,
                "invalid_scope",
                70011,
                "The provided request must include a 'scope' input parameter. The provided value for the input"
                        + " parameter 'scope' is not valid. The scope " + scopes + " is not valid.");
    }

    private StandInAnswer managedIdentity(StandInRequest request) {
        Map<String, String> query = form(request.query());
        if (!request.header("Metadata").equalsIgnoreCase("true")) {
            return StandInAnswer.json(
                    400,
                    "{\"error\":\"invalid_request\",\"error_description\":\"Required metadata header not specified\"}");
        }
        String clientId = query.getOrDefault("client_id", entra.home().apps.get(0).appId);
        Optional<StandInTenant> tenant = entra.tenantOf(clientId);
        if (tenant.isEmpty()) {
            return StandInAnswer.json(
                    400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");
        }
        StandInServicePrincipal principal = tenant.get().principalOf(clientId).orElseThrow();
        long expires = System.currentTimeMillis() / 1000 + EntraTokens.LIFETIME;
        return StandInAnswer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "access_token",
                                tokens.issue(tenant.get(), principal, query.get("resource"), clock.instant()))
                        .put("client_id", clientId)
                        .put("expires_in", String.valueOf(EntraTokens.LIFETIME))
                        .put("expires_on", String.valueOf(expires))
                        .put("resource", query.get("resource"))
                        .put("token_type", "Bearer")
                        .toString());
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A refusal of the token endpoint. */
    static final class EntraTokenRefusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        final int status;
        private final String error;
        private final int code;

        EntraTokenRefusal(int status, String error, int code, String text) {
            super("AADSTS" + code + ": " + text, null, false, false);
            this.status = status;
            this.error = error;
            this.code = code;
        }

        ObjectNode body(java.time.Instant now) {
            String trace = UUID.randomUUID().toString();
            String correlation = UUID.randomUUID().toString();
            String time = now.toString().replace('T', ' ');
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("error", error)
                    .put(
                            "error_description",
                            getMessage() + " Trace ID: " + trace + " Correlation ID: " + correlation + " Timestamp: "
                                    + time);
            body.putArray("error_codes").add(code);
            return body.put("timestamp", time)
                    .put("trace_id", trace)
                    .put("correlation_id", correlation)
                    .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        }
    }
}
