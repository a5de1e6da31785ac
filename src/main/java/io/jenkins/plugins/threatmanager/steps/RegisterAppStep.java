package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import java.util.EnumSet;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** App registration, permissions, service principal, admin consent. */
public final class RegisterAppStep extends OperationStep {

    @DataBoundConstructor
    public RegisterAppStep(String tenant) {
        super(tenant);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.of(Stage.APP);
    }

    /** Step {@code threatManagerRegisterApp}. */
    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerRegisterApp";
        }

        @Override
        public String getDisplayName() {
            return Messages.RegisterAppStep_DisplayName();
        }
    }
}
