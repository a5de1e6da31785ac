package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** An issuer of tokens, as the OpenID Connect provider plugin of Jenkins is one: it publishes its key over http. */
public final class StandInIssuer implements AutoCloseable {

    private static final String KEY = "jenkins";

    private final KeyPair keys;
    private final StandInHttp http;

    public StandInIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            http = new StandInHttp(null, this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its address, without a slash at the end. */
    public String address() {
        return http.url().toString().replaceAll("/+$", "") + "/oidc";
    }

    /** What it was asked. */
    public StandInHttp http() {
        return http;
    }

    private StandInAnswer answer(StandInRequest request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (request.path()) {
            case "/oidc/.well-known/openid-configuration" ->
                answer.put("issuer", address()).put("jwks_uri", address() + "/jwks");
            case "/oidc/jwks" -> {
                RSAPublicKey key = (RSAPublicKey) keys.getPublic();
                answer.putArray("keys")
                        .addObject()
                        .put("kid", KEY)
                        .put("kty", "RSA")
                        .put("n", number(key.getModulus()))
                        .put("e", number(key.getPublicExponent()));
            }
            default -> {
                return StandInAnswer.empty(404);
            }
        }
        return StandInAnswer.json(200, answer.toString());
    }

    private static String number(BigInteger number) {
        return encoded(number.toByteArray());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A token for a subject, unlike all before it. */
    public String token(String subject, String audience, Instant expires) {
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", address())
                .put("sub", subject)
                .put("jti", UUID.randomUUID().toString())
                .put("exp", expires.getEpochSecond());
        claims.putArray("aud").add(audience);
        return signed(claims);
    }

    /** A token with just these claims. */
    public String signed(ObjectNode claims) {
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", KEY);
        String text = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
