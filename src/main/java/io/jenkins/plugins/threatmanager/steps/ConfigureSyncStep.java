package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Credential Profile, Test Connection, Entra ID Sync, first sync. */
public final class ConfigureSyncStep extends SyncStep {

    @DataBoundConstructor
    public ConfigureSyncStep(String tenant, String server, String credentialsId) {
        super(tenant, server, credentialsId);
    }

    @DataBoundSetter
    public void setAppName(String appName) {
        this.appName = Util.fixEmptyAndTrim(appName);
    }

    @DataBoundSetter
    public void setPermissions(String permissions) {
        this.permissions = Util.fixEmptyAndTrim(permissions);
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
    }

    @DataBoundSetter
    public void setApprovedPlan(String approvedPlan) {
        this.approvedPlan = Util.fixEmptyAndTrim(approvedPlan);
    }

    @Override
    Operation operation() {
        return Operation.CONFIGURE_SYNC;
    }

    /** Step {@code threatManagerConfigureSync}. */
    @Extension(ordinal = 40)
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
