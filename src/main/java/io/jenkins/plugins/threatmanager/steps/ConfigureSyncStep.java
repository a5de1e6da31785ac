package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import java.util.EnumSet;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** Credential Profile, Test Connection, Entra ID Sync, first sync. */
public final class ConfigureSyncStep extends SyncStep {

    @DataBoundConstructor
    public ConfigureSyncStep(String tenant, String server, String credentialsId) {
        super(tenant, server, credentialsId);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.of(Stage.SYNC);
    }

    /** Step {@code threatManagerConfigureSync}. */
    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerConfigureSync";
        }

        @Override
        public String getDisplayName() {
            return Messages.ConfigureSyncStep_DisplayName();
        }
    }
}
