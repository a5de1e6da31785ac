package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.monitor.Unexpected;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.io.IOException;

/** What an operation writes into the log of a build: whole lines, with nothing in them that Jenkins or a terminal acts on. */
final class BuildLog implements Progress {

    private final TaskListener listener;

    BuildLog(TaskListener listener) {
        this.listener = listener;
    }

    /** Something that a step does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    @Override
    public void say(String line) {
        listener.getLogger().println(RemoteText.printable(line));
    }

    /**
     * Does it. A failure that nobody foresaw ends in the log with classes and places: Jenkins would print its message
     * too, and that may quote anything, a secret included.
     *
     * @throws AbortException in the place of such a failure
     */
    <T> T guard(Work<T> work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (RuntimeException | Error e) {
            Unexpected.trace(e, this);
            throw new AbortException(Messages.OperationRun_Unexpected());
        }
    }
}
