package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.server.ApiProfile;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** By the server's REST interface, as an API profile describes it. */
public final class RestConnector extends Connector {

    private String profile = "";

    @DataBoundConstructor
    public RestConnector() {
        // the bundled profile unless told otherwise
    }

    /** Text of an API profile; empty for the bundled, provisional one. */
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(String profile) {
        this.profile = Util.fixNull(profile).trim();
    }

    /** @throws io.jenkins.plugins.threatmanager.remote.Failure with the line that is wrong */
    ApiProfile apiProfile() {
        return profile.isEmpty() ? ApiProfile.bundled() : ApiProfile.parse("the API profile", profile);
    }

    @Extension
    @Symbol("rest")
    public static final class DescriptorImpl extends ConnectorDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.RestConnector_DisplayName();
        }

        @POST
        public FormValidation doCheckProfile(@QueryParameter String value) {
            return Checks.of(() -> {
                if (!value.isBlank()) {
                    ApiProfile.parse("the API profile", value);
                }
            });
        }
    }
}
