package io.jenkins.plugins.threatmanager.onboarding;

import java.time.Instant;
import java.time.ZoneOffset;

/** How days are written for people: {@code 2028-11-23}, in UTC. */
final class Day {

    private Day() {}

    static String of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
