package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.standin.EntraTokenEndpoint.EntraTokenRefusal;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Tokens of other issuers, taken as Entra takes them: issuer, subject and audience exactly as a federated credential
 * says, within their time, and signed with a key that the issuer publishes at this moment.
 */
final class EntraFederation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EntraBehaviour behaviour;

    EntraFederation(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /**
     * A JSON Web Token taken apart.
     *
     * @param signed what the signature is of
     */
    record Token(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {

        String issuer() {
            return claims.path("iss").asText();
        }

        String subject() {
            return claims.path("sub").asText();
        }

        List<String> audiences() {
            JsonNode given = claims.path("aud");
            List<String> all = new ArrayList<>();
            (given.isArray() ? given : List.of(given)).forEach(one -> all.add(one.asText()));
            return all;
        }
    }

    void check(StandInApp app, Token token) throws GeneralSecurityException {
        requireTrust(app, token);
        Instant now = behaviour.issuersClock.instant();
        if (!Instant.ofEpochSecond(token.claims.path("exp").asLong()).isAfter(now)) {
            throw refused(401, 700024, "Client assertion is not within its valid time range.");
        }
        if (!token.header.path("alg").asText().equals("RS256")) {
            throw refused(401, 700027, "Client assertion failed signature validation.");
        }
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key(token));
        check.update(token.signed);
        if (!check.verify(token.signature)) {
            throw refused(401, 700027, "Client assertion failed signature validation.");
        }
    }

    /** Which number names what does not match, as published answers of Entra do. */
    private static void requireTrust(StandInApp app, Token token) {
        List<StandInFederatedCredential> left = app.federatedCredentials();
        if (left.isEmpty()) {
            throw refused(
                    401,
                    70025,
                    "The client '" + app.appId + "'(" + app.displayName
                            + ") has no configured federated identity credentials.");
        }
        left = left.stream()
                .filter(trust -> trust.issuer().equals(token.issuer()))
                .toList();
        if (left.isEmpty()) {
            throw noMatch(700211, "issuer '" + token.issuer() + "'");
        }
        boolean otherCase = left.stream().anyMatch(trust -> trust.subject().equalsIgnoreCase(token.subject()));
        left = left.stream()
                .filter(trust -> trust.subject().equals(token.subject()))
                .toList();
        if (left.isEmpty()) {
            throw noMatch(otherCase ? 7002138 : 700213, "subject '" + token.subject() + "'");
        }
        if (left.stream().noneMatch(trust -> token.audiences().contains(trust.audience()))) {
            throw noMatch(700212, "audience '" + String.join(", ", token.audiences()) + "'");
        }
    }

    /** Read anew for each token, as nobody could rely on. */
    private PublicKey key(Token token) throws GeneralSecurityException {
        try {
            JsonNode configuration = read(token.issuer() + "/.well-known/openid-configuration");
            if (configuration.path("issuer").asText().equals(token.issuer())) {
                for (JsonNode key :
                        read(configuration.path("jwks_uri").asText()).path("keys")) {
                    if (key.path("kid").equals(token.header.path("kid"))) {
                        return KeyFactory.getInstance("RSA")
                                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
                    }
                }
                throw refused(401, 700027, "Client assertion failed signature validation: the key was not found.");
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below
        }
        throw refused(400, 90061, "Request to External OIDC endpoint failed.");
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
    }

    private JsonNode read(String address) throws IOException {
        URI uri = URI.create(address);
        boolean here =
                uri.getHost() != null && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        if (!"https".equals(uri.getScheme()) && !(behaviour.httpIssuers && here)) {
            throw new IOException("not over https");
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static EntraTokenRefusal noMatch(int code, String what) {
        return refused(
                401,
                code,
                "No matching federated identity record found for presented assertion " + what
                        + ". Check your federated identity credential Subject, Audience and Issuer against the"
                        + " presented assertion.");
    }

    private static EntraTokenRefusal refused(int status, int code, String text) {
        return new EntraTokenRefusal(status, "invalid_client", code, text);
    }
}
