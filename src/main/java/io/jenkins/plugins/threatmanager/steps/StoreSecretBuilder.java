package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link StoreSecretStep} as a freestyle build step. */
public final class StoreSecretBuilder extends OperationBuilder {

    @DataBoundConstructor
    public StoreSecretBuilder(StoreSecretStep operation) {
        super(operation);
    }

    public StoreSecretStep getOperation() {
        return (StoreSecretStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.StoreSecretStep_DisplayName();
        }
    }
}
