package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Calls of libraries that block on a socket, where {@link Thread#interrupt} does nothing: run on a thread of their own,
 * so that whoever waits for them can be interrupted at once.
 */
public final class Interruptibly {

    private Interruptibly() {}

    /** The outcome of the work: one of the two. */
    private record Outcome<T>(
            @CheckForNull T value, @CheckForNull Throwable thrown) {}

    /**
     * @param cancel called on interruption, to make the work end early
     * @throws ExecutionException with what the work threw as cause, and without text
     * @throws InterruptedException if the calling thread was interrupted; the work may still end in the background
     */
    public static <T> T call(Callable<T> work, Runnable cancel) throws ExecutionException, InterruptedException {
        FutureTask<Outcome<T>> task = new FutureTask<>(() -> outcome(work));
        Thread thread = new Thread(task, "request to a remote service");
        thread.setDaemon(true);
        thread.start();
        try {
            Outcome<T> outcome = task.get();
            if (outcome.thrown() != null) {
                throw new ExecutionException("", outcome.thrown());
            }
            return outcome.value();
        } catch (InterruptedException e) {
            task.cancel(true);
            cancel.run();
            throw e;
        }
    }

    /** Not left to the task, which asks what was thrown for its text: some of the SDK's exceptions fail at that. */
    private static <T> Outcome<T> outcome(Callable<T> work) {
        try {
            return new Outcome<>(work.call(), null);
        } catch (Exception | LinkageError e) {
            return new Outcome<>(null, e);
        }
    }
}
