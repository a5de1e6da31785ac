package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The freestyle build step: one of the operations, whose settings are those of the Pipeline step, form and help
 * included. Needs no workspace.
 */
public final class ThreatManagerBuilder extends Builder implements SimpleBuildStep {

    private final OperationStep operation;

    /** @param operation the operation, configured like the Pipeline step of the same name */
    @DataBoundConstructor
    public ThreatManagerBuilder(OperationStep operation) {
        this.operation = operation;
    }

    /** Null only where the job's file was edited by hand. */
    public OperationStep getOperation() {
        return operation;
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    /** Variables are replaced in freestyle builds only: in a Pipeline, Groovy has done so. */
    @Override
    public void perform(Run<?, ?> run, EnvVars environment, TaskListener listener)
            throws IOException, InterruptedException {
        if (operation == null) {
            throw new AbortException(Messages.ThreatManagerBuilder_NothingConfigured());
        }
        UnaryOperator<String> expand = run instanceof AbstractBuild ? environment::expand : UnaryOperator.identity();
        new BuildLog(listener).guard(() -> operation.perform(run, listener, expand));
    }

    /** Entry in the list of build steps; any kind of job may have it. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.ThreatManagerBuilder_DisplayName();
        }

        /** What there is to choose from, in the order of the procedure. Used by config.jelly. */
        public List<OperationStepDescriptor> getOperationDescriptors() {
            return ExtensionList.lookup(OperationStepDescriptor.class);
        }
    }
}
