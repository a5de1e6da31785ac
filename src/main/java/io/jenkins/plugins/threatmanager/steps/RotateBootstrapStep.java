package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A new client secret for the identity with which Jenkins signs in to a tenant, when the present one is due. How long it
 * lives, and how long the older one stays, is no job's to say: the whole tenant depends on it.
 */
public final class RotateBootstrapStep extends OperationStep {

    private boolean rotationIdentity;
    private boolean force;

    @DataBoundConstructor
    public RotateBootstrapStep(String tenant) {
        super(tenant);
    }

    /** Whether it is about the tenant's identity for rotations. */
    public boolean isRotationIdentity() {
        return rotationIdentity;
    }

    @DataBoundSetter
    public void setRotationIdentity(boolean rotationIdentity) {
        this.rotationIdentity = rotationIdentity;
    }

    /** Whether to make a new secret although the present one is not due. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
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
        return Operation.ROTATE_BOOTSTRAP;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.ROTATION_IDENTITY, rotationIdentity).put(Argument.FORCE, force);
    }

    @Override
    void complete(ArgumentValues values, Tenant tenant) {
        values.put(
                Argument.CREDENTIALS_ID,
                BootstrapCredential.id(Connections.bootstrapClientId(tenant, rotationIdentity)));
    }

    @Override
    EntraDirectory directory(Run<?, ?> run, Tenant tenant) {
        return Connections.bootstrap(tenant, rotationIdentity, run);
    }

    @Override
    SecretVault vault(Run<?, ?> run, Defaults defaults, Tenant tenant) {
        return Connections.bootstrapVault(tenant, rotationIdentity, CredentialsVault.ofBootstrap(run), run);
    }

    /** Step {@code threatManagerRotateBootstrap}. */
    @Extension(ordinal = 25)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerRotateBootstrap";
        }

        @Override
        public String getDisplayName() {
            return Messages.RotateBootstrapStep_DisplayName();
        }
    }
}
