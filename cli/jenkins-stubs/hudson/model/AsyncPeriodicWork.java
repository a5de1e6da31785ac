package hudson.model;

import java.io.IOException;

/** Something that Jenkins does from time to time, in a thread of its own and with a log of its own. */
public abstract class AsyncPeriodicWork extends PeriodicWork {

    protected AsyncPeriodicWork(String name) {}

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
