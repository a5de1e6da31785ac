package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** How long a token is good, where it says so itself: a JSON Web Token (RFC 7519) with {@code iat} and {@code exp}. */
final class TokenLife {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenLife() {}

    /** From its issue on, so that no clock matters; empty if the token does not say. */
    static Optional<Duration> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    JSON.readTree(TextDecoder.text(Base64.getUrlDecoder().decode(parts[1])));
            JsonNode issued = claims.path("iat");
            JsonNode expires = claims.path("exp");
            return issued.isIntegralNumber() && expires.isIntegralNumber()
                    ? Optional.of(Duration.ofSeconds(expires.asLong() - issued.asLong()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
