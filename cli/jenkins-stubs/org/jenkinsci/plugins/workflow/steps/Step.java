package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Describable;

/** A Pipeline step with its arguments. */
public abstract class Step implements Describable<Step> {

    public Step() {}

    public StepDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public abstract StepExecution start(StepContext context) throws Exception;
}
