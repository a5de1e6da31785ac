package io.jenkins.plugins.threatmanager;

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
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Lets this test JVM trust the stand-ins' certificate and nothing else, as an administrator would with a trust store of
 * the JVM: what runs in Jenkins is unchanged.
 */
public final class JvmTrust {

    private static final String PASSWORD = "stand-in";
    private static final StandInTls TLS = new StandInTls();

    static {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "localhost",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(TLS.pem().getBytes(StandardCharsets.US_ASCII))));
            Path file = Files.createTempFile("trusted", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
            System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
            SSLContext.setDefault(TLS.context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JvmTrust() {}

    /** For another JVM that is to trust the same. */
    public static String[] javaOptions() {
        return List.of("trustStore", "trustStorePassword", "trustStoreType").stream()
                .map(name -> "javax.net.ssl." + name)
                .map(property -> "-D" + property + "=" + System.getProperty(property))
                .toArray(String[]::new);
    }

    /** For stand-ins; trusted by the JVM from the first call on. */
    public static StandInTls tls() {
        return TLS;
    }
}
