package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@link ConfigureSyncStep} as a freestyle build step. */
public final class ConfigureSyncBuilder extends OperationBuilder {

    @DataBoundConstructor
    public ConfigureSyncBuilder(ConfigureSyncStep operation) {
        super(operation);
    }

    public ConfigureSyncStep getOperation() {
        return (ConfigureSyncStep) operation();
    }

    /** Entry in the list of build steps. */
    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.ConfigureSyncStep_DisplayName();
        }
    }
}
