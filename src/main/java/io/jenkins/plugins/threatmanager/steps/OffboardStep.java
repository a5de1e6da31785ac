package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Off-boarding: removes what onboarding made, and nothing else. */
public final class OffboardStep extends CredentialStep {

    private final String server;
    private boolean purge;
    private boolean confirm;

    /** @param server names of Threat Manager servers in the global configuration, separated by blanks or commas */
    @DataBoundConstructor
    public OffboardStep(String tenant, String server, String credentialsId) {
        super(tenant, credentialsId);
        this.server = Util.fixNull(server).trim();
    }

    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
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
    public void setAppName(String appName) {
        this.appName = Util.fixEmptyAndTrim(appName);
    }

    @DataBoundSetter
    public void setPermissions(String permissions) {
        this.permissions = Util.fixEmptyAndTrim(permissions);
    }

    @DataBoundSetter
    public void setProfileName(String profileName) {
        this.profileName = Util.fixEmptyAndTrim(profileName);
    }

    /** Whether to delete the app registration for good, not only into Entra's recycle bin. */
    public boolean isPurge() {
        return purge;
    }

    @DataBoundSetter
    public void setPurge(boolean purge) {
        this.purge = purge;
    }

    /** Whether a person has removed what is set up by hand. */
    public boolean isConfirm() {
        return confirm;
    }

    @DataBoundSetter
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    @Override
    Operation operation() {
        return Operation.OFFBOARD;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.SERVER, server).put(Argument.PURGE, purge).put(Argument.CONFIRM, confirm);
    }

    /** Step {@code threatManagerOffboard}. */
    @Extension(ordinal = 10)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerOffboard";
        }

        @Override
        public String getDisplayName() {
            return Messages.OffboardStep_DisplayName();
        }
    }
}
