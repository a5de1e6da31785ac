package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.util.EnumSet;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How a tenant stands; reads only. */
public final class StatusStep extends SyncStep {

    private boolean failOnDrift;

    @DataBoundConstructor
    public StatusStep(String tenant, String server, String credentialsId) {
        super(tenant, server, credentialsId);
    }

    /** Whether the build fails if onboarding would change anything. */
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
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @DataBoundSetter
    public void setRestore(boolean restore) {
        this.restore = restore;
    }

    @DataBoundSetter
    public void setRemoveExtraPermissions(boolean removeExtraPermissions) {
        this.removeExtraPermissions = removeExtraPermissions;
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    @Override
    boolean readsOnly() {
        return true;
    }

    @Override
    void judge(Outcome outcome) {
        int drift = outcome.plan().changes().size() + outcome.plan().obstacles().size();
        if (failOnDrift && drift > 0) {
            throw new Failure(
                    StepProblem.DRIFT,
                    "The tenant '" + getTenant() + "' differs from what is wanted in " + drift
                            + (drift == 1 ? " point." : " points."),
                    "Run threatManagerOnboard to mend it, or look at the plan above.");
        }
    }

    /** Step {@code threatManagerStatus}. */
    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerStatus";
        }

        @Override
        public String getDisplayName() {
            return Messages.StatusStep_DisplayName();
        }
    }
}
