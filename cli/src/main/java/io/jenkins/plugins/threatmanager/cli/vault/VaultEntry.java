package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be said of an entry of a vault file: never its text.
 *
 * @param kind in words
 * @param tenant domain name; empty if that is not known
 * @param clientId application (client) ID; empty if that is not known
 * @param expires empty if that is not known
 */
public record VaultEntry(String id, String kind, String tenant, String clientId, Optional<Instant> expires) {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    public static VaultEntry of(String id, String text) {
        Optional<StoredSecret> bootstrap = VaultFile.bootstrapIn(id, text);
        Optional<StoredSecret> secret = bootstrap.or(() -> VaultFile.secretIn(id, text));
        if (secret.isPresent()) {
            return new VaultEntry(
                    id,
                    bootstrap.isPresent() ? "bootstrap secret" : "client secret",
                    secret.get().tenant(),
                    secret.get().clientId(),
                    Optional.of(secret.get().expires()));
        }
        return text.contains(BEGIN)
                ? new VaultEntry(id, "certificate", "", "", expiryOfCertificate(text))
                : new VaultEntry(id, "text", "", "", Optional.empty());
    }

    private static Optional<Instant> expiryOfCertificate(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END, begin);
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(pem.substring(begin, end < 0 ? pem.length() : end + END.length())
                                    .getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
