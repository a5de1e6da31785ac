package org.jenkinsci.plugins.workflow.steps;

/** A run of a step in a thread of its own. */
public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {

    protected SynchronousNonBlockingStepExecution(StepContext context) {}

    protected abstract T run() throws Exception;
}
