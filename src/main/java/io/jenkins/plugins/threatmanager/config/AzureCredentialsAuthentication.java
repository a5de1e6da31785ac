package io.jenkins.plugins.threatmanager.config;

import com.microsoft.azure.util.AzureBaseCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A credential of the Azure Credentials plugin, where that is installed. Signs in to the tenant it is chosen for. */
public final class AzureCredentialsAuthentication extends TenantAuthentication {

    private final String credentialsId;

    /** @param credentialsId of an Azure service principal or managed identity in the root store */
    @DataBoundConstructor
    public AzureCredentialsAuthentication(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        return new AzureCredentialsAuthentication(credentialsId);
    }

    @Override
    void validate() {
        AdministratorCredentials.requireChosen(credentialsId);
        if (getDescriptor() == null) {
            throw new IllegalArgumentException(
                    "The tenant signs in with a credential of the Azure Credentials plugin, which is not installed.");
        }
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        return AzureIdentities.of(credentialsId, run);
    }

    @OptionalExtension(requirePlugins = "azure-credentials")
    @Symbol("azureCredentials")
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.AzureCredentialsAuthentication_DisplayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, AzureBaseCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return AdministratorCredentials.check(value, AzureBaseCredentials.class);
        }
    }
}
