package io.jenkins.plugins.threatmanager.procedure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How days and times are written for people, in UTC. */
public final class UtcFormat {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private UtcFormat() {}

    /** {@code 2028-11-23}. */
    public static String of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** {@code 2028-11-23 08:05 UTC}. */
    public static String andTime(Instant instant) {
        return MINUTE.format(instant.atOffset(ZoneOffset.UTC));
    }
}
