package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.standin.EntraTokenEndpoint.EntraTokenRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/**
 * Client assertions: JWTs signed with a certificate's key, tokens of other issuers, or texts that a test wants taken
 * as they are.
 */
final class EntraAssertions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EntraFederation federation;

    EntraAssertions(EntraBehaviour behaviour) {
        federation = new EntraFederation(behaviour);
    }

    /** @param endpoint the URL that the assertion must be meant for */
    void check(StandInApp app, String assertion, String endpoint) {
        if (app.federatedTokens.contains(assertion)) {
            return;
        }
        String[] parts = assertion.split("\\.");
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            if (!claims.path("iss").asText().equals(app.appId)) {
                federation.check(app, new EntraFederation.Token(header, claims, signed, signature));
                return;
            }
            for (X509Certificate certificate : app.certificates) {
                if (claims.path("iss").asText().equals(app.appId)
                        && claims.path("sub").asText().equals(app.appId)
                        && claims.path("aud").asText().equalsIgnoreCase(endpoint)
                        && verifies(certificate, header.path("alg").asText(), signed, signature)) {
                    return;
                }
            }
        } catch (EntraTokenRefusal e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw refused(app);
        }
        throw refused(app);
    }

    private static boolean verifies(X509Certificate certificate, String algorithm, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Signature check;
        if (algorithm.equals("PS256")) {
            check = Signature.getInstance("RSASSA-PSS");
            check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        } else if (algorithm.equals("RS256")) {
            check = Signature.getInstance("SHA256withRSA");
        } else {
            return false;
        }
        check.initVerify(certificate.getPublicKey());
        check.update(signed);
        return check.verify(signature);
    }

    private static EntraTokenRefusal refused(StandInApp app) {
        return app.certificates.isEmpty()
                ? new EntraTokenRefusal(
                        401,
                        "invalid_client",
                        700213,
                        "No matching federated identity record found for presented assertion subject.")
                : new EntraTokenRefusal(401, "invalid_client", 700027, "Client assertion failed signature validation.");
    }
}
