package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import org.kohsuke.stapler.DataBoundConstructor;

/** The entry of the form that stands for no identity of its own; never kept. */
public final class SameAuthentication extends TenantAuthentication {

    @DataBoundConstructor
    public SameAuthentication() {
        // stands for nothing
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        throw new IllegalStateException("never kept");
    }

    /** Where an identity is needed, this is none. */
    @Override
    void validate() {
        throw new IllegalArgumentException("The tenant has no authentication of its own.");
    }

    @Extension
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SameAuthentication_DisplayName();
        }
    }
}
