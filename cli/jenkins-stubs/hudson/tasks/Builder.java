package hudson.tasks;

import hudson.model.Describable;

/** A build step that builds. */
public abstract class Builder implements BuildStep, Describable<Builder> {

    public Builder() {}
}
