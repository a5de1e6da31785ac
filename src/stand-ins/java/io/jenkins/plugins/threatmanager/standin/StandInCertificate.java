package io.jenkins.plugins.threatmanager.standin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A self-signed RSA certificate with private key, made anew by the JDK's own keytool, in the forms people have it in.
 */
public final class StandInCertificate {

    private final byte[] pkcs12;
    private final X509Certificate certificate;
    private final byte[] key;

    /** @param password of the key store; at least six characters, as keytool wants */
    public StandInCertificate(String name, String password) {
        try {
            Path folder = Files.createTempDirectory("stand-in-certificate");
            Path file = folder.resolve("key.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "key",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            name,
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            password)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            pkcs12 = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pkcs12), password.toCharArray());
            certificate = (X509Certificate) store.getCertificate("key");
            key = store.getKey("key", password.toCharArray()).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Key store with private key and certificate. */
    public byte[] pkcs12() {
        return pkcs12.clone();
    }

    /** Private key (PKCS#8) and certificate. */
    public String pem() {
        try {
            return block("PRIVATE KEY", key) + block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String block(String title, byte[] content) {
        return "-----BEGIN " + title + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + title
                + "-----\n";
    }
}
