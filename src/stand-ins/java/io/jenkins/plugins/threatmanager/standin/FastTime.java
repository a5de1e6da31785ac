package io.jenkins.plugins.threatmanager.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, running faster from now on: a stand-in whose first sync takes seconds for whoever watches it. */
public final class FastTime extends Clock {

    private final Instant start = Instant.now();
    private final int speed;
    private volatile Duration passed = Duration.ZERO;

    /** @param speed how many seconds pass in one */
    public FastTime(int speed) {
        this.speed = speed;
    }

    /** As if so much time had passed. */
    public void advance(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public Instant instant() {
        return start.plus(passed).plus(Duration.between(start, Instant.now()).multipliedBy(speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("stand-ins live in UTC");
    }
}
