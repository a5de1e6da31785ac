package io.jenkins.plugins.threatmanager.entra.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a token of another issuer says of itself, as Entra compares it: not a character more or less. Nothing is
 * validated, that is Entra's part; and the token itself, which signs in whoever has it, is not kept.
 *
 * @param issuer claim {@code iss}; empty if absent
 * @param subject claim {@code sub}; empty if absent
 * @param audiences claim {@code aud}, one or a list; empty if absent
 * @param expires claim {@code exp}; empty if absent
 * @param algorithm {@code alg} of the header; empty if absent
 */
record FederatedToken(
        String issuer, String subject, List<String> audiences, Optional<Instant> expires, String algorithm) {

    /** In characters; Entra takes no request that is longer. */
    private static final int LONGEST = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    FederatedToken {
        audiences = List.copyOf(audiences);
    }

    /** @throws IllegalArgumentException with a sentence that quotes nothing of it, if it is no JSON Web Token */
    static FederatedToken of(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("The federated token is empty.");
        }
        if (token.length() > LONGEST) {
            throw new IllegalArgumentException("The federated token is longer than 64 KiB.");
        }
        String[] parts = token.strip().split("\\.", -1);
        if (parts.length == 5) {
            throw new IllegalArgumentException("The federated token is encrypted, and Entra takes signed ones only.");
        }
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "The federated token is no JSON Web Token: it does not have three parts, with dots in between.");
        }
        JsonNode header = object(parts[0], "header");
        JsonNode claims = object(parts[1], "claims");
        return new FederatedToken(
                text(claims.path("iss")),
                text(claims.path("sub")),
                texts(claims.path("aud")),
                time(claims.path("exp")),
                text(header.path("alg")));
    }

    private static JsonNode object(String part, String what) {
        try {
            JsonNode read =
                    JSON.readTree(TextDecoder.text(Base64.getUrlDecoder().decode(part)));
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Said below, without what the decoder quotes of the token.
        }
        throw new IllegalArgumentException(
                "The federated token is no JSON Web Token: its " + what + " cannot be read.");
    }

    private static String text(JsonNode claim) {
        return claim.isTextual() ? claim.textValue() : "";
    }

    private static List<String> texts(JsonNode claim) {
        List<String> all = new ArrayList<>();
        if (claim.isArray()) {
            claim.forEach(each -> all.add(text(each)));
        } else {
            all.add(text(claim));
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    private static Optional<Instant> time(JsonNode claim) {
        try {
            return claim.isNumber() ? Optional.of(Instant.ofEpochSecond(claim.longValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
