package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The whole procedure, from an empty tenant to a finished first sync. */
public final class OnboardStep extends SyncStep {

    @DataBoundConstructor
    public OnboardStep(String tenant, String server, String credentialsId) {
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

    @DataBoundSetter
    public void setRestore(boolean restore) {
        this.restore = restore;
    }

    @DataBoundSetter
    public void setRemoveExtraPermissions(boolean removeExtraPermissions) {
        this.removeExtraPermissions = removeExtraPermissions;
    }

    @DataBoundSetter
    public void setRemoveForeignCredentials(boolean removeForeignCredentials) {
        this.removeForeignCredentials = removeForeignCredentials;
    }

    @DataBoundSetter
    public void setConsentWaitMinutes(int consentWaitMinutes) {
        this.consentWaitMinutes = consentWaitMinutes;
    }

    @DataBoundSetter
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    @Override
    Operation operation() {
        return Operation.ONBOARD;
    }

    /** Step {@code threatManagerOnboard}. */
    @Extension(ordinal = 70)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerOnboard";
        }

        @Override
        public String getDisplayName() {
            return Messages.OnboardStep_DisplayName();
        }
    }
}
