package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A valid client secret, verified, stored in Jenkins Credentials. */
public final class StoreSecretStep extends SecretStep {

    @DataBoundConstructor
    public StoreSecretStep(String tenant, String credentialsId) {
        super(tenant, credentialsId);
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
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    @Override
    Operation operation() {
        return Operation.STORE_SECRET;
    }

    /** Step {@code threatManagerStoreSecret}. */
    @Extension(ordinal = 50)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerStoreSecret";
        }

        @Override
        public String getDisplayName() {
            return Messages.StoreSecretStep_DisplayName();
        }
    }
}
