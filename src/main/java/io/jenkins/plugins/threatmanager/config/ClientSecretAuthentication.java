package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An app registration that shows a client secret. */
public final class ClientSecretAuthentication extends TenantAuthentication {

    private final String clientId;
    private final String credentialsId;

    /**
     * @param clientId application (client) ID, a GUID
     * @param credentialsId of a "Secret text" in the root store
     */
    @DataBoundConstructor
    public ClientSecretAuthentication(String clientId, String credentialsId) {
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
        return new ClientSecretAuthentication(clientId, credentialsId);
    }

    @Override
    void validate() {
        Guid.check("The client ID", clientId);
        AdministratorCredentials.requireChosen(credentialsId);
    }

    @Override
    List<String> warnings() {
        return AdministratorCredentials.warnings(credentialsId, StringCredentials.class);
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        return new BootstrapIdentity.ClientSecret(clientId, AdministratorCredentials.text(credentialsId, run));
    }

    /** The secret that the configuration names; empty if it is not there any more, once the plugin keeps one. */
    Optional<SecretText> configured(@CheckForNull Run<?, ?> run) {
        try {
            return Optional.of(AdministratorCredentials.text(credentialsId, run));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }

    @Extension
    @Symbol("clientSecret")
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ClientSecretAuthentication_DisplayName();
        }

        @POST
        public FormValidation doCheckClientId(@QueryParameter String value) {
            return FieldChecks.of(() -> Guid.check("The client ID", value.trim()));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StringCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return AdministratorCredentials.check(value, StringCredentials.class);
        }
    }
}
