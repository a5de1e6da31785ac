package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** App registration, permissions, service principal, admin consent. */
public final class RegisterAppStep extends OperationStep {

    @DataBoundConstructor
    public RegisterAppStep(String tenant) {
        super(tenant);
    }

    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
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

    @Override
    Operation operation() {
        return Operation.REGISTER_APP;
    }

    /** Step {@code threatManagerRegisterApp}. */
    @Extension(ordinal = 60)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerRegisterApp";
        }

        @Override
        public String getDisplayName() {
            return Messages.RegisterAppStep_DisplayName();
        }
    }
}
