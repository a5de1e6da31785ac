package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import java.util.function.UnaryOperator;
import jenkins.tasks.SimpleBuildStep;

/**
 * An operation as a freestyle build step: the settings are those of the Pipeline step, form and help included. Needs no
 * workspace.
 */
public abstract class OperationBuilder extends Builder implements SimpleBuildStep {

    private final OperationStep operation;

    protected OperationBuilder(OperationStep operation) {
        this.operation = operation;
    }

    final OperationStep operation() {
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
            throw new AbortException(Messages.OperationBuilder_NothingConfigured());
        }
        UnaryOperator<String> expand = run instanceof AbstractBuild ? environment::expand : UnaryOperator.identity();
        operation.perform(run, listener, expand);
    }

    /** What all of them have in common: any kind of job may have them. */
    abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
