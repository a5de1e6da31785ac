package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An App Token, made in the console of Threat Manager under Integrations. */
public final class AppTokenLogin extends ServerLogin {

    private final String credentialsId;

    /** @param credentialsId of a "Secret text" in the root store */
    @DataBoundConstructor
    public AppTokenLogin(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        return new AppTokenLogin(credentialsId);
    }

    @Override
    boolean isBlank() {
        return credentialsId.isEmpty();
    }

    @Override
    ServerAuthentication authentication(@CheckForNull Run<?, ?> run) {
        return new ServerAuthentication.AppToken(AdministratorCredentials.text(credentialsId, run));
    }

    @Extension
    @Symbol("appToken")
    public static final class DescriptorImpl extends ServerLoginDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.AppTokenLogin_DisplayName();
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
