package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import io.jenkins.plugins.threatmanager.server.ServerAuthentication;
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

    @Override
    ServerAuthentication authentication(Run<?, ?> run) {
        return new ServerAuthentication.AppToken(
                SecretText.of(AdministratorCredentials.find(credentialsId, StringCredentials.class, run)
                        .getSecret()
                        .getPlainText()));
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
    }
}
