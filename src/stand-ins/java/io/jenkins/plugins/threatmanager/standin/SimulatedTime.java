package io.jenkins.plugins.threatmanager.standin;

import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when somebody sleeps on it: client and stand-ins share one, and no test waits for real. */
public final class SimulatedTime extends Clock implements Sleeper {

    private Instant now;

    public SimulatedTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(duration);
    }

    /** Lets time pass without anybody sleeping, as between two nightly jobs. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("simulated time is UTC");
    }
}
