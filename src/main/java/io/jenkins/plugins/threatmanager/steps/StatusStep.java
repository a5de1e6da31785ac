package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The status of a tenant, or of all that the job's folder may see; reads only. */
public final class StatusStep extends SyncStep {

    private boolean failOnDrift;

    /** Of all tenants, unless the setters name one. */
    @DataBoundConstructor
    public StatusStep() {
        super("", "", "");
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
    }

    @DataBoundSetter
    public void setTenant(String tenant) {
        this.tenant = Util.fixNull(tenant).trim();
    }

    @DataBoundSetter
    public void setServer(String server) {
        this.server = Util.fixNull(server).trim();
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** Whether the build fails if anything differs from the wanted state; of all tenants, if there are any findings. */
    public boolean isFailOnDrift() {
        return failOnDrift;
    }

    @DataBoundSetter
    public void setFailOnDrift(boolean failOnDrift) {
        this.failOnDrift = failOnDrift;
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

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.FAIL_ON_DRIFT, failOnDrift);
    }

    @Override
    Operation operation() {
        return Operation.STATUS;
    }

    /** Without a tenant, what is known of all, without remote calls. */
    @Override
    Serializable perform(Run<?, ?> run, TaskListener listener, UnaryOperator<String> expand)
            throws IOException, InterruptedException {
        if (!expand.apply(tenant).isBlank()) {
            return super.perform(run, listener, expand);
        }
        if (!server.isEmpty() || !credentialsId.isEmpty()) {
            throw new AbortException(new ProblemException(
                            StepProblem.ARGUMENT,
                            "A server or a credentials ID is given, but no tenant.",
                            "Name the tenant too, or leave out all three for the status of all tenants.")
                    .getMessage());
        }
        return StatusOfAll.perform(run.getParent(), failOnDrift, new BuildLog(listener));
    }

    @Override
    void judge(Outcome outcome) {
        if (failOnDrift) {
            requireNoDrift(getTenant(), outcome);
        }
    }

    /** @throws ProblemException if anything differs from the wanted state */
    static void requireNoDrift(String tenant, Outcome outcome) {
        int drift = outcome.plan().differences();
        if (drift > 0) {
            throw new ProblemException(
                    StepProblem.DRIFT,
                    "The tenant '" + tenant + "' differs from what is wanted in " + drift
                            + (drift == 1 ? " point." : " points."),
                    "Run threatManagerOnboard to fix it, or look at the plan above.");
        }
    }

    /** Step {@code threatManagerStatus}. */
    @Extension(ordinal = 20)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerStatus";
        }

        @Override
        public String getDisplayName() {
            return Messages.StatusStep_DisplayName();
        }

        /** Empty stands for all tenants. */
        @POST
        @Override
        public FormValidation doCheckTenant(@AncestorInPath Item item, @QueryParameter String value) {
            return FormValidation.ok();
        }

        /** Empty stands for all tenants. */
        @POST
        @Override
        public FormValidation doCheckServer(@AncestorInPath Item item, @QueryParameter String value) {
            return FormValidation.ok();
        }

        /** Empty stands for all tenants. */
        @POST
        @Override
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : super.doCheckCredentialsId(item, value);
        }
    }
}
