package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import java.util.List;
import jenkins.model.Jenkins;

/** The Entra identity with which Jenkins manages app registrations in a tenant. */
public abstract class TenantAuthentication implements Describable<TenantAuthentication> {

    /**
     * The identity, with what secret it needs.
     *
     * @param run whose use of credentials is tracked; none for a check by an administrator
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing or unusable
     */
    abstract BootstrapIdentity identity(@CheckForNull Run<?, ?> run);

    /** Application (client) ID of the identity; empty if the configuration does not say. */
    String clientId() {
        return "";
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    abstract void validate();

    /** Sentences on what works and should not stay as it is; asked of a valid one only. */
    List<String> warnings() {
        return List.of();
    }

    /** @return none if the plugin that this kind of authentication needs is no longer installed */
    @CheckForNull
    @Override
    @SuppressWarnings("unchecked")
    public Descriptor<TenantAuthentication> getDescriptor() {
        return Jenkins.get().getDescriptor(getClass());
    }

    /** Kind of authentication. */
    public abstract static class TenantAuthenticationDescriptor extends Descriptor<TenantAuthentication> {}
}
