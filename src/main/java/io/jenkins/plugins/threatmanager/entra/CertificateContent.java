package io.jenkins.plugins.threatmanager.entra;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

/** Whether a file with certificate and private key can be used, before Entra is asked. */
final class CertificateContent {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private CertificateContent() {}

    static boolean looksLikePem(byte[] content) {
        return AnswerText.ours(content).contains(CERTIFICATE);
    }

    static void checkPem(@CheckForNull String pem) {
        if (pem == null || !pem.contains(CERTIFICATE)) {
            throw new IllegalArgumentException("The PEM text holds no certificate.");
        }
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "The private key in the PEM text is encrypted: use a PKCS#12 file with a password instead.");
        }
        if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException("The PEM text holds no private key in PKCS#8 form.");
        }
    }

    static void checkPkcs12(byte[] content, @CheckForNull SecretText password) {
        try {
            char[] secret = password == null ? new char[0] : password.reveal().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return;
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The file is not a PKCS#12 key store, or its password is another.");
        }
        throw new IllegalArgumentException("The PKCS#12 key store holds no private key.");
    }
}
