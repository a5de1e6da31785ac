package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/**
 * Runs an operation on the controller, in a thread of its own. An abort interrupts it; a restart of the controller ends
 * it with a clear failure, and running the step again resumes from whatever state it left.
 */
final class OperationExecution extends SynchronousNonBlockingStepExecution<Serializable> {

    private static final long serialVersionUID = 1L;

    private final transient OperationStep step;

    OperationExecution(StepContext context, OperationStep step) {
        super(context);
        this.step = step;
    }

    @Override
    protected Serializable run() throws IOException {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            TaskListener listener = getContext().get(TaskListener.class);
            return new BuildLog(listener).guard(() -> step.perform(run, listener, UnaryOperator.identity()));
        } catch (InterruptedException aborted) {
            // Pipeline prints this besides the abort itself, and of anything else the stack trace too.
            throw new AbortException(Messages.OperationRun_Aborted());
        }
    }
}
