package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.policy.ApprovalGate;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.ReportJournal;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What all operations have in common: the tenant, the app registration, and what is allowed. The same object serves as
 * Pipeline step and, inside an {@link ThreatManagerBuilder}, as the settings of a freestyle build step. Holds no secret.
 */
public abstract class OperationStep extends Step {

    /** Minutes that an operation may take by default. */
    public static final int DEFAULT_TIMEOUT_MINUTES = 30;

    private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;

    // An operation takes those of these for which it has a setter or an argument of its constructor.
    String tenant;
    String product;
    boolean plan;
    String approvedPlan;
    String appName;
    String permissions;
    String profileName;
    boolean adopt;
    boolean restore;
    boolean removeExtraPermissions;
    boolean removeForeignCredentials;
    int consentWaitMinutes;

    /** @param tenant name of a tenant in the global configuration */
    protected OperationStep(String tenant) {
        this.tenant = Util.fixNull(tenant).trim();
    }

    public String getTenant() {
        return tenant;
    }

    /** Product that the app registration is for, as configured; null for Threat Manager. */
    public String getProduct() {
        return product;
    }

    /** Whether to say what would be done and change nothing. */
    public boolean isPlan() {
        return plan;
    }

    /** Digest of the plan that alone may be carried out; null for any. */
    public String getApprovedPlan() {
        return approvedPlan;
    }

    /** Display name of the app registration; null for the default of the global configuration. */
    public String getAppName() {
        return appName;
    }

    /** Names of Microsoft Graph application permissions, separated by blanks or commas; null for the default. */
    public String getPermissions() {
        return permissions;
    }

    /** Name of the Credential Profile; null for the app's name followed by the tenant's domain. */
    public String getProfileName() {
        return profileName;
    }

    /** For everything; a first sync that is still running then is a result, not a failure. */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** How long to wait for a person to consent where the bootstrap identity may not; 0 for not at all. */
    public int getConsentWaitMinutes() {
        return consentWaitMinutes;
    }

    /** Whether to take over what is not marked as managed by this controller. */
    public boolean isAdopt() {
        return adopt;
    }

    /** Whether to take the app registration out of Entra's recycle bin. */
    public boolean isRestore() {
        return restore;
    }

    /** Whether to take Microsoft Graph permissions away that are not wanted. */
    public boolean isRemoveExtraPermissions() {
        return removeExtraPermissions;
    }

    /** Whether to remove credentials of the app registration that others have added. */
    public boolean isRemoveForeignCredentials() {
        return removeForeignCredentials;
    }

    /** What it does. */
    abstract Operation operation();

    /** What is given for its arguments. */
    final ArgumentValues arguments() {
        ArgumentValues values = new ArgumentValues();
        collect(values);
        return values;
    }

    /** Says what is given for the arguments that a class declares; a class adds its own to those of its superclass. */
    void collect(ArgumentValues values) {
        values.put(Argument.TENANT, tenant)
                .put(Argument.PRODUCT, product)
                .put(Argument.PLAN, plan)
                .put(Argument.APPROVED_PLAN, approvedPlan)
                .put(Argument.APP_NAME, appName)
                .put(Argument.PERMISSIONS, permissions)
                .put(Argument.PROFILE_NAME, profileName)
                .put(Argument.ADOPT, adopt)
                .put(Argument.RESTORE, restore)
                .put(Argument.REMOVE_EXTRA_PERMISSIONS, removeExtraPermissions)
                .put(Argument.REMOVE_FOREIGN_CREDENTIALS, removeForeignCredentials)
                .put(Argument.CONSENT_WAIT_MINUTES, consentWaitMinutes)
                .put(Argument.TIMEOUT_MINUTES, timeoutMinutes);
    }

    /** What people call it. */
    String title() {
        return getDescriptor().getDisplayName();
    }

    /** What it says while it runs. */
    Progress log(TaskListener listener) {
        return new BuildLog(listener);
    }

    /**
     * Where the table goes that shows how the tenant stands.
     *
     * @param log of the operation
     */
    Progress tables(Progress log) {
        return log;
    }

    /** Where it is shown. */
    ReportJournal page(Run<?, ?> run) throws IOException {
        return OnboardingReport.begin(run, title(), readsOnly());
    }

    /**
     * Whether its plan may be carried out.
     *
     * @param offers has a plan wait for its approval
     */
    PlanGate gate(PreparedOperation<?> prepared, Run<?, ?> run, Consumer<PlanStatement> offers) {
        return new ApprovalGate(prepared);
    }

    /** Whether a plan that changes something is shown as one that can be approved. */
    boolean isOffered(PreparedOperation<?> prepared, PlanStatement planned) {
        return true;
    }

    /** Hears why it could not be done. */
    void failed(ProblemException failure) {
        // the build says so
    }

    /** Whether to change nothing. */
    final boolean readsOnly() {
        return plan || operation().readsOnly();
    }

    /** The tenant, signed in to as the identity that does it. */
    EntraDirectory directory(Run<?, ?> run, Tenant tenant) {
        return Connections.directory(tenant, operation(), run);
    }

    /** Adds what is no argument, but follows from the configuration. */
    void complete(ArgumentValues values, Tenant tenant) {
        // nothing, mostly
    }

    /** Where the secret of the operation is kept. */
    SecretVault vault(Run<?, ?> run, Defaults defaults, Tenant tenant) {
        return new NoVault();
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if the outcome, known and shown by now, is no success */
    void judge(Outcome outcome) {
        if (plan) {
            outcome.plan().requirePossible();
        }
    }

    /**
     * Does all of it, in a build.
     *
     * @param expand replaces variables in arguments; identity where Pipeline has done so
     * @return what a Pipeline gets
     * @throws hudson.AbortException with a sentence of cause and one of remedy, if it could not be done
     * @throws InterruptedException if the build was aborted
     */
    Serializable perform(Run<?, ?> run, TaskListener listener, UnaryOperator<String> expand)
            throws IOException, InterruptedException {
        return new OperationRun(this, run, listener, expand).perform();
    }

    @Override
    public StepExecution start(StepContext context) throws IOException {
        return new OperationExecution(context, this);
    }
}
