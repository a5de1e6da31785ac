package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An app registration that signs with the private key of a certificate it trusts. */
public final class CertificateAuthentication extends TenantAuthentication {

    private final String clientId;
    private final String credentialsId;

    /**
     * @param clientId application (client) ID, a GUID
     * @param credentialsId of a "Certificate" in the root store
     */
    @DataBoundConstructor
    public CertificateAuthentication(String clientId, String credentialsId) {
        this.clientId = Util.fixNull(clientId).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getClientId() {
        return clientId;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @Override
    void validate() {
        Guid.check("The client ID", clientId);
    }

    @Override
    BootstrapIdentity identity(Run<?, ?> run) {
        StandardCertificateCredentials certificate =
                AdministratorCredentials.find(credentialsId, StandardCertificateCredentials.class, run);
        String phrase = certificate.getPassword().getPlainText();
        try (ByteArrayOutputStream store = new ByteArrayOutputStream()) {
            certificate.getKeyStore().store(store, phrase.toCharArray());
            return BootstrapIdentity.Certificate.pkcs12(
                    clientId, store.toByteArray(), phrase.isEmpty() ? null : SecretText.of(phrase));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Failure(
                    ConfigProblem.CREDENTIAL_MISSING,
                    "The credential '" + credentialsId + "' does not hold one private key with its certificate.",
                    "Upload a PKCS#12 file that does.");
        }
    }

    @Extension
    @Symbol("certificate")
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.CertificateAuthentication_DisplayName();
        }

        @POST
        public FormValidation doCheckClientId(@QueryParameter String value) {
            return Checks.of(() -> Guid.check("The client ID", value));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StandardCertificateCredentials.class);
        }
    }
}
