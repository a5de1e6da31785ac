package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.standin.GraphBody.Kind;
import io.jenkins.plugins.threatmanager.standin.GraphRoutes.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** {@code addPassword} and {@code removePassword}. */
final class GraphPasswords {

    private static final Map<String, Kind> CREDENTIAL = Map.of(
            "displayName", Kind.TEXT,
            "startDateTime", Kind.TIME,
            "endDateTime", Kind.TIME);

    private final EntraBehaviour behaviour;

    GraphPasswords(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    StandInAnswer answer(Target target, StandInRequest request, GraphCaller caller) {
        StandInApp app = GraphApplications.find(target, caller.tenant());
        caller.needToChange(app);
        return switch (target.verb(request)) {
            case "POST addPassword" -> add(app, request, caller.tenant());
            case "POST removePassword" -> remove(app, request, caller.tenant());
            default -> throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
        };
    }

    private StandInAnswer add(StandInApp app, StandInRequest request, StandInTenant tenant) {
        GraphBody body = GraphBody.of(request, "addPassword", Map.of("passwordCredential", Kind.OBJECT));
        // As Entra does: without a credential in the body it makes an unnamed secret for two years.
        GraphBody wanted = GraphBody.of(
                body.has("passwordCredential") ? body.node("passwordCredential") : GraphFrontDoor.object(),
                "passwordCredential",
                CREDENTIAL);
        if (behaviour.secretsForbidden) {
            throw StandInPolicies.forbidden();
        }
        Instant start = wanted.time("startDateTime").orElse(tenant.now());
        Instant end = wanted.time("endDateTime")
                .orElse(start.atOffset(ZoneOffset.UTC).plusYears(2).toInstant());
        Duration longest = behaviour.longestSecret;
        if (longest != null && Duration.between(start, end).compareTo(longest) > 0) {
            throw StandInPolicies.tooLong();
        }
        behaviour.policies().requireAllowed(app, start, end);
        if (!end.isAfter(start)) {
            throw GraphRefusal.bad("Key credential end date is invalid.");
        }
        if (app.secrets.size() >= behaviour.mostSecrets) {
            throw new GraphRefusal(
                    403,
                    "Directory_ResourceSizeExceeded",
                    "The size of the object has exceeded its limit. Please reduce the number of values and retry your"
                            + " request.");
        }
        StandInSecret secret = new StandInSecret(
                StandInTenant.guid(),
                wanted.text("displayName"),
                EntraSecrets.text(),
                start,
                end,
                tenant.after(EntraLag.SECRET_AT_TOKEN_ENDPOINT),
                tenant.after(EntraLag.SECRET_IN_LIST));
        tenant.keep(app, secret);
        return StandInAnswer.json(
                200, shown(secret).put("secretText", secret.text()).toString());
    }

    private StandInAnswer remove(StandInApp app, StandInRequest request, StandInTenant tenant) {
        String keyId = GraphBody.of(request, "removePassword", Map.of("keyId", Kind.GUID))
                .needText("keyId", "PasswordCredential");
        boolean removed = app.secrets.removeIf(secret -> secret.keyId().equals(keyId) && tenant.shows(secret.listed()));
        if (!removed) {
            throw GraphRefusal.bad("No password credential found with keyId '" + keyId + "'.");
        }
        return StandInAnswer.empty(204);
    }

    static ObjectNode shown(StandInSecret secret) {
        return GraphFrontDoor.object()
                .putNull("customKeyIdentifier")
                .put("displayName", secret.displayName())
                .put("endDateTime", secret.end().toString())
                .put("hint", secret.text().substring(0, 3))
                .put("keyId", secret.keyId())
                .putNull("secretText")
                .put("startDateTime", secret.start().toString());
    }
}
