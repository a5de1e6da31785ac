package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A user of the console with the role Administrator, with or without a one-time password. */
public final class UserPasswordLogin extends ServerLogin {

    private final String credentialsId;
    private String otpSecretCredentialsId = "";

    /** @param credentialsId of a "Username with password" in the root store */
    @DataBoundConstructor
    public UserPasswordLogin(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Of a "Secret text" with the seed of the authenticator app in Base32; empty for a user without MFA. */
    public String getOtpSecretCredentialsId() {
        return otpSecretCredentialsId;
    }

    @DataBoundSetter
    public void setOtpSecretCredentialsId(String otpSecretCredentialsId) {
        this.otpSecretCredentialsId = Util.fixNull(otpSecretCredentialsId).trim();
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        UserPasswordLogin complete = new UserPasswordLogin(credentialsId);
        complete.setOtpSecretCredentialsId(otpSecretCredentialsId);
        return complete;
    }

    @Override
    boolean isBlank() {
        return credentialsId.isEmpty();
    }

    @Override
    ServerAuthentication authentication(@CheckForNull Run<?, ?> run) {
        StandardUsernamePasswordCredentials user =
                AdministratorCredentials.find(credentialsId, StandardUsernamePasswordCredentials.class, run);
        return new ServerAuthentication.UserPassword(
                user.getUsername(), AdministratorCredentials.reveal(credentialsId, user.getPassword()), otpSecret(run));
    }

    private Optional<SecretText> otpSecret(Run<?, ?> run) {
        return otpSecretCredentialsId.isEmpty()
                ? Optional.empty()
                : Optional.of(AdministratorCredentials.text(otpSecretCredentialsId, run));
    }

    @Extension
    @Symbol("userPassword")
    public static final class DescriptorImpl extends ServerLoginDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.UserPasswordLogin_DisplayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StandardUsernamePasswordCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return AdministratorCredentials.check(value, StandardUsernamePasswordCredentials.class);
        }

        @POST
        public FormValidation doCheckOtpSecretCredentialsId(@QueryParameter String value) {
            return value.isBlank()
                    ? FormValidation.ok()
                    : AdministratorCredentials.check(value, StringCredentials.class);
        }

        @POST
        public ListBoxModel doFillOtpSecretCredentialsIdItems(@QueryParameter String otpSecretCredentialsId) {
            return AdministratorCredentials.items(otpSecretCredentialsId, StringCredentials.class);
        }
    }
}
