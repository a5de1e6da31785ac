package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link RotateSecretStep} as a freestyle build step. */
public final class RotateSecretBuilder extends OperationBuilder {

    @DataBoundConstructor
    public RotateSecretBuilder(RotateSecretStep operation) {
        super(operation);
    }

    public RotateSecretStep getOperation() {
        return (RotateSecretStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.RotateSecretStep_DisplayName();
        }
    }
}
