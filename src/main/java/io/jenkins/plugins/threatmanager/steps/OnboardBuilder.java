package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link OnboardStep} as a freestyle build step. */
public final class OnboardBuilder extends OperationBuilder {

    @DataBoundConstructor
    public OnboardBuilder(OnboardStep operation) {
        super(operation);
    }

    public OnboardStep getOperation() {
        return (OnboardStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.OnboardStep_DisplayName();
        }
    }
}
