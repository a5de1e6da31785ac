package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A "Certificate" credential as an identity in Entra. */
final class CertificateContents {

    private CertificateContents() {}

    /**
     * @param run whose use of the credential is tracked, if it is one
     * @throws ProblemException if there is no such credential, or it holds no private key
     */
    static BootstrapIdentity identity(String clientId, String credentialsId, @CheckForNull Run<?, ?> run) {
        StandardCertificateCredentials certificate =
                AdministratorCredentials.find(credentialsId, StandardCertificateCredentials.class, run);
        String phrase = certificate.getPassword().getPlainText();
        try (ByteArrayOutputStream store = new ByteArrayOutputStream()) {
            certificate.getKeyStore().store(store, phrase.toCharArray());
            return BootstrapIdentity.Certificate.pkcs12(
                    clientId, store.toByteArray(), phrase.isEmpty() ? null : SecretText.of(phrase));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ProblemException(
                    ConfigProblem.CREDENTIAL_UNUSABLE,
                    "The credential '" + credentialsId + "' does not hold one private key with its certificate.",
                    "Upload a PKCS#12 file that does.");
        }
    }
}
