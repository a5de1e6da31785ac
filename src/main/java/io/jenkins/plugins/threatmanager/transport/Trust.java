package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Which server certificates a connection trusts: those of the JVM, those and some more, or any.
 *
 * @param manager decides about a certificate
 * @param anyHostName whether a certificate for another host is accepted too
 */
public record Trust(X509TrustManager manager, boolean anyHostName) {

    /** The JVM's own certificate authorities. */
    public static Trust ofJvm() {
        try {
            return new Trust(managerOf(null), false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no usable trust store.", e);
        }
    }

    /**
     * The JVM's own certificate authorities and these.
     *
     * @param pem one or more certificates in PEM form
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Trust with(String pem) {
        try {
            Collection<? extends Certificate> extra = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (extra.isEmpty()) {
                throw new IllegalArgumentException("The CA certificate file holds no certificate.");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate known : managerOf(null).getAcceptedIssuers()) {
                store.setCertificateEntry("jvm-" + store.size(), known);
            }
            for (Certificate certificate : extra) {
                store.setCertificateEntry("extra-" + store.size(), certificate);
            }
            return new Trust(managerOf(store), false);
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalArgumentException("The CA certificate is not an X.509 certificate in PEM form.");
        }
    }

    /** Any certificate for any host: only where an administrator asked for it, for one server. */
    public static Trust anything() {
        return new Trust(new TrustsAnything(), true);
    }

    /** For clients that take a whole context. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no TLS.", e);
        }
    }

    private static X509TrustManager managerOf(@CheckForNull KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static final class TrustsAnything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // never a server here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // that is what was asked for
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
