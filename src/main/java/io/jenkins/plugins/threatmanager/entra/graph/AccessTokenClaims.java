package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an access token for Microsoft Graph says. Not validated: it came from the token endpoint over TLS, and is read
 * only to report.
 *
 * @param tenantId claim {@code tid}; empty if absent
 * @param appId claim {@code appid}; empty if absent
 * @param objectId claim {@code oid}, of the service principal; empty if absent
 * @param roles application permissions
 * @param issuedAt claim {@code iat}, by Entra's clock, which it sets back by five minutes; {@link Instant#EPOCH} if absent
 * @param more whether it may allow more than those: delegated permissions ({@code scp}), or directory roles ({@code
 *     wids})
 */
record AccessTokenClaims(
        String tenantId, String appId, String objectId, Set<String> roles, Instant issuedAt, boolean more) {

    /**
     * In {@code wids} without being a directory role: the first of every person (Microsoft Entra, "Access token claims
     * reference"), the second of every application, as seen in tokens of many tenants.
     */
    private static final Set<String> ORDINARY =
            Set.of("b79fbf4d-3ef9-4689-8143-76b194e85509", "0997a1d0-0d1d-4acb-b408-d5ca73121e90");

    private static final ObjectMapper JSON = new ObjectMapper();

    AccessTokenClaims {
        roles = Set.copyOf(roles);
    }

    /** Reads a token; one that is not a JWT says nothing. */
    static AccessTokenClaims of(String token) {
        String[] parts = token.split("\\.");
        try {
            JsonNode claims = JSON.readTree(
                    TextDecoder.text(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "e30")));
            Set<String> roles = new TreeSet<>();
            claims.path("roles").forEach(role -> roles.add(role.asText()));
            return new AccessTokenClaims(
                    claims.path("tid").asText(),
                    claims.path("appid").asText(),
                    claims.path("oid").asText(),
                    roles,
                    Instant.ofEpochSecond(claims.path("iat").asLong()),
                    more(claims));
        } catch (IOException | IllegalArgumentException e) {
            return new AccessTokenClaims("", "", "", Set.of(), Instant.EPOCH, true);
        }
    }

    private static boolean more(JsonNode claims) {
        boolean directoryRole = false;
        for (JsonNode role : claims.path("wids")) {
            directoryRole |= !ORDINARY.contains(role.asText());
        }
        return directoryRole || claims.has("scp");
    }

    /** What a bootstrap identity may do by this. */
    BootstrapPrivileges privileges() {
        return new BootstrapPrivileges(appId, objectId, roles, !more && !roles.isEmpty());
    }
}
