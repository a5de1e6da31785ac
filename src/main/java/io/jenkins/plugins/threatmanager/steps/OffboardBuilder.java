package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link OffboardStep} as a freestyle build step. */
public final class OffboardBuilder extends OperationBuilder {

    @DataBoundConstructor
    public OffboardBuilder(OffboardStep operation) {
        super(operation);
    }

    public OffboardStep getOperation() {
        return (OffboardStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.OffboardStep_DisplayName();
        }
    }
}
