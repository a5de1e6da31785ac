package io.jenkins.plugins.threatmanager.entra;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;

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

    /** Of a file that was checked. The certificate is that of the private key, or the only one. */
    static SignInMeans means(byte[] content, @CheckForNull SecretText password) {
        try {
            X509Certificate certificate = looksLikePem(content) ? ofPem(content) : ofPkcs12(content, password);
            byte[] thumbprint = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
            return new SignInMeans(
                    SignInMeans.Kind.CERTIFICATE,
                    HexFormat.of().withUpperCase().formatHex(thumbprint),
                    Optional.of(certificate.getNotAfter().toInstant()));
        } catch (IOException | GeneralSecurityException | ClassCastException e) {
            return new SignInMeans(SignInMeans.Kind.CERTIFICATE, "", Optional.empty());
        }
    }

    private static X509Certificate ofPem(byte[] content) throws GeneralSecurityException {
        String text = AnswerText.ours(content);
        String from = text.substring(text.indexOf(CERTIFICATE));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(from.getBytes(StandardCharsets.US_ASCII)));
    }

    private static X509Certificate ofPkcs12(byte[] content, @CheckForNull SecretText password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(content),
                password == null ? new char[0] : password.reveal().toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate found) {
                return found;
            }
        }
        throw new GeneralSecurityException("no certificate");
    }
}
