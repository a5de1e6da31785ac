package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** One run of a step. */
public abstract class StepExecution implements Serializable {

    protected StepExecution() {}

    public StepContext getContext() {
        throw new UnsupportedOperationException();
    }
}
