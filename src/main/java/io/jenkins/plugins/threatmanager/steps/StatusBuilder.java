package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link StatusStep} as a freestyle build step. */
public final class StatusBuilder extends OperationBuilder {

    @DataBoundConstructor
    public StatusBuilder(StatusStep operation) {
        super(operation);
    }

    public StatusStep getOperation() {
        return (StatusStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.StatusStep_DisplayName();
        }
    }
}
