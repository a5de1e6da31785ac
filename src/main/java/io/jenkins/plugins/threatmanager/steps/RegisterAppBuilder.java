package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link RegisterAppStep} as a freestyle build step. */
public final class RegisterAppBuilder extends OperationBuilder {

    @DataBoundConstructor
    public RegisterAppBuilder(RegisterAppStep operation) {
        super(operation);
    }

    public RegisterAppStep getOperation() {
        return (RegisterAppStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.RegisterAppStep_DisplayName();
        }
    }
}
