package io.jenkins.plugins.threatmanager.entra;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Calls of libraries that block on a socket, where {@link Thread#interrupt} does nothing: run on a thread of their own,
 * so that whoever waits for them can be interrupted at once.
 */
final class Interruptibly {

    private Interruptibly() {}

    /**
     * @param cancel called on interruption, to make the work end early
     * @throws ExecutionException with what the work threw
     * @throws InterruptedException if the calling thread was interrupted; the work may still end in the background
     */
    static <T> T call(Callable<T> work, Runnable cancel) throws ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "Entra ID request");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            cancel.run();
            throw e;
        }
    }
}
