package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.Guid;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The identity of the Azure machine on which the controller runs. */
public final class ManagedIdentityAuthentication extends TenantAuthentication {

    private String clientId = "";

    @DataBoundConstructor
    public ManagedIdentityAuthentication() {
        // everything is optional
    }

    /** Of a user-assigned identity; empty for the system-assigned one. */
    public String getClientId() {
        return clientId;
    }

    @Override
    String clientId() {
        return clientId;
    }

    @DataBoundSetter
    public void setClientId(String clientId) {
        this.clientId = Util.fixNull(clientId).trim();
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        setClientId(clientId);
        return this;
    }

    @Override
    void validate() {
        if (!clientId.isEmpty()) {
            Guid.check("The managed identity's client ID", clientId);
        }
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        return new BootstrapIdentity.ManagedIdentity(clientId.isEmpty() ? Optional.empty() : Optional.of(clientId));
    }

    @Extension
    @Symbol("managedIdentity")
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ManagedIdentityAuthentication_DisplayName();
        }

        @POST
        public FormValidation doCheckClientId(@QueryParameter String value) {
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    Guid.check("The managed identity's client ID", value.trim());
                }
            });
        }
    }
}
