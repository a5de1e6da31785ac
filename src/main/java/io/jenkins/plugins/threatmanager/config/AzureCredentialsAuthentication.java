package io.jenkins.plugins.threatmanager.config;

import com.microsoft.azure.util.AzureBaseCredentials;
import com.microsoft.azure.util.AzureCredentials;
import hudson.Util;
import hudson.model.Run;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A credential of the Azure Credentials plugin, where that is installed. */
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

    @Override
    void validate() {
        // whether the credential is there is known when it is used
    }

    @Override
    BootstrapIdentity identity(Run<?, ?> run) {
        return new BootstrapIdentity.Supplied(AzureCredentials.getTokenCredential(
                AdministratorCredentials.find(credentialsId, AzureBaseCredentials.class, run)));
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
    }
}
