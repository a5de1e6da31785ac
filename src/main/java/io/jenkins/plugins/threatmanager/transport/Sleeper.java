package io.jenkins.plugins.threatmanager.transport;

import java.time.Duration;

/** Lets time pass. Tests pass one that advances a simulated clock. */
@FunctionalInterface
public interface Sleeper {

    /** Sleeps on the calling thread; an abort of the build interrupts it. */
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

    /**
     * @param duration not negative
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;
}
