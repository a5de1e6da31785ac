package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens in the shape of Entra's: JWTs, here signed with a key of the stand-in's own. */
final class EntraTokens {

    /** How long they live, in seconds. */
    static final int LIFETIME = 3599;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private final byte[] key = new byte[32];
    private final List<String> issued = new CopyOnWriteArrayList<>();

    EntraTokens() {
        new SecureRandom().nextBytes(key);
    }

    /** Issues a token with the roles that are in effect now. */
    String issue(StandInTenant tenant, StandInServicePrincipal principal, String audience, Instant now) {
        ObjectNode claims = JSON.createObjectNode();
        claims.put("aud", audience)
                .put("iss", "https://sts.windows.net/" + tenant.id() + "/")
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + LIFETIME)
                .put("appid", principal.appId)
                .put("oid", principal.id)
                .put("idtyp", "app")
                .put("tid", tenant.id());
        Set<String> roles = new TreeSet<>();
        for (StandInGrant grant : tenant.grants) {
            if (grant.principalId().equals(principal.id)
                    && grant.resourceId().equals(tenant.graph.id)
                    && tenant.shows(grant.inTokens())) {
                roles.add(GraphRoles.name(grant.appRoleId()));
            }
        }
        if (!roles.isEmpty()) {
            roles.forEach(claims.putArray("roles")::add);
        }
        claims.putArray("wids").add("0997a1d0-0d1d-4acb-b408-d5ca73121e90");
        String content = part("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "." + part(claims.toString());
        String token = content + "." + BASE64.encodeToString(signature(content));
        issued.add(token);
        return token;
    }

    /** All tokens so far. */
    List<String> issued() {
        return List.copyOf(issued);
    }

    /** Whose token it is; empty if it was not issued here. */
    Optional<GraphCaller> caller(String token, EntraStandIn entra) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || token.indexOf('.') == dot) {
            return Optional.empty();
        }
        try {
            byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(given, signature(token.substring(0, dot)))) {
                return Optional.empty();
            }
            JsonNode claims =
                    JSON.readTree(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, dot)));
            Set<String> roles = new TreeSet<>();
            claims.path("roles").forEach(role -> roles.add(role.asText()));
            return entra.tenant(claims.path("tid").asText())
                    .map(tenant -> new GraphCaller(
                            tenant,
                            claims.path("appid").asText(),
                            claims.path("oid").asText(),
                            roles));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
