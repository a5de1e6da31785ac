package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.onboarding.Onboarding;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
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

    @Override
    Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    @Override
    Outcome perform(Onboarding engine, OnboardingRequest request, Operation operation) throws InterruptedException {
        return engine.plan(request, operation);
    }

    @Override
    void judge(Outcome outcome, Run<?, ?> run) {
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
