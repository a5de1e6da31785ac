package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.Guid;
import java.util.List;
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

    @Override
    String clientId() {
        return clientId;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        return new CertificateAuthentication(clientId, credentialsId);
    }

    @Override
    void validate() {
        Guid.check("The client ID", clientId);
        AdministratorCredentials.requireChosen(credentialsId);
    }

    @Override
    List<String> warnings() {
        return AdministratorCredentials.warnings(credentialsId, StandardCertificateCredentials.class);
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        return CertificateContents.identity(clientId, credentialsId, run);
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
            return FieldChecks.of(() -> Guid.check("The client ID", value.trim()));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StandardCertificateCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return AdministratorCredentials.check(value, StandardCertificateCredentials.class);
        }
    }
}
