package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** By the server's REST interface, as an API profile describes it: the bundled one, a text, or a file. */
public final class RestConnector extends Connector {

    private static final String PASTED = "the API profile";

    private String profile = "";
    private String profileFile = "";

    @DataBoundConstructor
    public RestConnector() {
        // the bundled profile by default
    }

    /** Text of an API profile; empty for the bundled, provisional one, or for a file. */
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(String profile) {
        this.profile = Util.fixNull(profile).trim();
    }

    /** Absolute path of a file on the controller with an API profile, read each time; empty for none. */
    public String getProfileFile() {
        return profileFile;
    }

    @DataBoundSetter
    public void setProfileFile(String profileFile) {
        this.profileFile = Util.fixNull(profileFile).trim();
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        setProfile(profile);
        setProfileFile(profileFile);
        return this;
    }

    /**
     * The file is not looked at: it may come later.
     *
     * @throws IllegalArgumentException with a sentence, if something is invalid
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException with the line of the profile that is wrong
     */
    @Override
    void validate() {
        check(profile, profileFile);
        if (!profile.isEmpty()) {
            apiProfile();
        }
    }

    private static void check(String profile, String profileFile) {
        if (!profile.isEmpty() && !profileFile.isEmpty()) {
            throw new IllegalArgumentException("Give the API profile either as text or as a file.");
        }
        if (!profileFile.isEmpty()) {
            ControllerFile.check(profileFile);
        }
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it cannot be read, or with the line that is wrong */
    ApiProfile apiProfile() {
        if (!profileFile.isEmpty()) {
            return ApiProfile.parse(profileFile, ControllerFile.read(profileFile));
        }
        return profile.isEmpty() ? ApiProfile.bundled() : ApiProfile.parse(PASTED, profile);
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
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    ApiProfile.parse(PASTED, value);
                }
            });
        }

        @POST
        public FormValidation doCheckProfileFile(@QueryParameter String value, @QueryParameter String profile) {
            return FieldChecks.of(() -> {
                check(Util.fixNull(profile).trim(), value.trim());
                if (!value.isBlank()) {
                    ApiProfile.parse(value.trim(), ControllerFile.read(value.trim()));
                }
            });
        }
    }
}
