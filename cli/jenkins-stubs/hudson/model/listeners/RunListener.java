package hudson.model.listeners;

import hudson.model.Run;
import hudson.model.TaskListener;

/** Hears what becomes of builds. */
public abstract class RunListener<R extends Run> {

    protected RunListener() {}

    public void onStarted(R run, TaskListener listener) {}
}
