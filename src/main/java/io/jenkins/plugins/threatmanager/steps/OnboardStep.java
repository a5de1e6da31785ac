package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import java.util.EnumSet;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** The whole procedure, from an empty tenant to a finished first sync. */
public final class OnboardStep extends SyncStep {

    @DataBoundConstructor
    public OnboardStep(String tenant, String server, String credentialsId) {
        super(tenant, server, credentialsId);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    /** Step {@code threatManagerOnboard}. */
    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerOnboard";
        }

        @Override
        public String getDisplayName() {
            return Messages.OnboardStep_DisplayName();
        }
    }
}
