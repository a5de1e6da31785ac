package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.standin.StandInTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/**
 * The certificate of the stand-ins, trusted by this JVM: the real clients check the certificates of Entra, and there is
 * no setting to make them accept another authority.
 */
final class TrustedStandIns {

    private static final StandInTls TLS = new StandInTls();

    private TrustedStandIns() {}

    static StandInTls tls() {
        try {
            KeyStore trusted = KeyStore.getInstance("JKS");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "stand-in",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(TLS.pem().getBytes(StandardCharsets.US_ASCII))));
            Path file = Files.createTempFile("stand-in-trust", ".jks");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, "changeit".toCharArray());
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStoreType", "JKS");
            return TLS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
