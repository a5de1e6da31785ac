package io.jenkins.plugins.threatmanager.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Lets no request begin once an operation is to stop. */
record StopGate(Stop stop) implements Interceptor {

    /** How long it waits for the call to be given up: whoever sent it has been interrupted. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!stop.refusesRequest()) {
            return chain.proceed(chain.request());
        }
        // A failure of this call must not be taken for one of the network before the interruption is seen.
        long end = System.nanoTime() + NOTICED.toNanos();
        try {
            while (!chain.call().isCanceled() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("stopped");
    }
}
