package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.onboarding.Allowance;
import io.jenkins.plugins.threatmanager.onboarding.Onboarding;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import io.jenkins.plugins.threatmanager.remote.Operation;
import java.util.EnumSet;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What all operations have in common: the tenant, the app registration, and what is allowed. The same object serves as
 * Pipeline step and, inside an {@link OperationBuilder}, as the settings of a freestyle build step. Holds no secret.
 */
public abstract class OperationStep extends Step {

    /** Minutes that an operation may take where nobody chose otherwise. */
    public static final int DEFAULT_TIMEOUT_MINUTES = 30;

    private final String tenant;
    private boolean plan;
    private String appName;
    private String permissions;
    private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;
    private int consentWaitMinutes;
    private boolean adopt;
    private boolean restore;
    private boolean removeExtraPermissions;

    /** @param tenant name of a tenant in the global configuration */
    protected OperationStep(String tenant) {
        this.tenant = Util.fixNull(tenant).trim();
    }

    public String getTenant() {
        return tenant;
    }

    /** Whether to say what would be done and change nothing. */
    public boolean isPlan() {
        return plan;
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
    }

    /** Display name of the app registration; null for the default of the global configuration. */
    public String getAppName() {
        return appName;
    }

    @DataBoundSetter
    public void setAppName(String appName) {
        this.appName = Util.fixEmptyAndTrim(appName);
    }

    /** Names of Microsoft Graph application permissions, separated by blanks or commas; null for the default. */
    public String getPermissions() {
        return permissions;
    }

    @DataBoundSetter
    public void setPermissions(String permissions) {
        this.permissions = Util.fixEmptyAndTrim(permissions);
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

    @DataBoundSetter
    public void setConsentWaitMinutes(int consentWaitMinutes) {
        this.consentWaitMinutes = consentWaitMinutes;
    }

    /** Whether to take over what is not marked as managed by this controller. */
    public boolean isAdopt() {
        return adopt;
    }

    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    /** Whether to take the app registration out of Entra's recycle bin. */
    public boolean isRestore() {
        return restore;
    }

    @DataBoundSetter
    public void setRestore(boolean restore) {
        this.restore = restore;
    }

    /** Whether to take Microsoft Graph permissions away that are not wanted. */
    public boolean isRemoveExtraPermissions() {
        return removeExtraPermissions;
    }

    @DataBoundSetter
    public void setRemoveExtraPermissions(boolean removeExtraPermissions) {
        this.removeExtraPermissions = removeExtraPermissions;
    }

    /** Which parts of the procedure this operation is about. */
    abstract Set<Stage> stages();

    /** What may be done beyond what is always safe. */
    Set<Allowance> allowances() {
        Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
        if (adopt) {
            allowances.add(Allowance.ADOPT);
        }
        if (restore) {
            allowances.add(Allowance.RESTORE);
        }
        if (removeExtraPermissions) {
            allowances.add(Allowance.REMOVE_EXTRA_PERMISSIONS);
        }
        return allowances;
    }

    /** Does it; a step that only reads overrides this. */
    Outcome perform(Onboarding engine, OnboardingRequest request, Operation operation) throws InterruptedException {
        if (!plan) {
            return engine.run(request, operation);
        }
        Outcome outcome = engine.plan(request, operation);
        outcome.plan().requirePossible();
        return outcome;
    }

    /** What is still to be checked once the outcome is known and shown. */
    void judge(Outcome outcome, Run<?, ?> run) {
        // an operation that went through is a success
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new OperationExecution(context, this);
    }
}
