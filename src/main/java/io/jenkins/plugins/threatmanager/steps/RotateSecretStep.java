package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A new client secret when the stored one is due, put into every server before the older one goes. */
public final class RotateSecretStep extends SecretStep {

    private final String server;
    private String gracePeriod;
    private boolean force;

    /** @param server names of Threat Manager servers in the global configuration, separated by commas or blanks */
    @DataBoundConstructor
    public RotateSecretStep(String tenant, String server, String credentialsId) {
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
    public void setProfileName(String profileName) {
        this.profileName = Util.fixEmptyAndTrim(profileName);
    }

    /** How long the older secret stays once all servers hold the newer one; null for the default. */
    public String getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(String gracePeriod) {
        this.gracePeriod = Util.fixEmptyAndTrim(gracePeriod);
    }

    /** Whether to make a new secret although the stored one is not due. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @DataBoundSetter
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
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
        return Operation.ROTATE_SECRET;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.SERVER, server)
                .put(Argument.GRACE_PERIOD, gracePeriod)
                .put(Argument.FORCE, force);
    }

    /** Step {@code threatManagerRotateSecret}. */
    @Extension(ordinal = 30)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerRotateSecret";
        }

        @Override
        public String getDisplayName() {
            return Messages.RotateSecretStep_DisplayName();
        }
    }
}
