package io.jenkins.plugins.threatmanager.monitor.notification;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * From when on a day's digest is sent: with the first scan after it.
 *
 * @param time in the time zone of the controller
 */
record DigestTime(LocalTime time) {

    /** A minute between 6:00 and 8:59, always the same one for the same receiver, as in a schedule of Jenkins. */
    static final String SPREAD = "H";

    private static final int EARLIEST = 6 * 60;
    private static final int SPAN = 3 * 60;

    /**
     * @param text {@code H}, or hours and minutes: {@code 07:30}
     * @param receiver what {@code H} depends on
     * @throws IllegalArgumentException with a sentence, if it is neither
     */
    static DigestTime parse(String text, String receiver) {
        if (text.equals(SPREAD)) {
            int minute = EARLIEST + Math.floorMod(receiver.hashCode(), SPAN);
            return new DigestTime(LocalTime.of(minute / 60, minute % 60));
        }
        try {
            return new DigestTime(LocalTime.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The time of the digest must be H, or hours and minutes such as 07:30.");
        }
    }

    /** The last such time that is not after now. */
    Instant lastBefore(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = ZonedDateTime.of(local.toLocalDate(), time, zone);
        return (today.isAfter(local) ? ZonedDateTime.of(local.toLocalDate().minusDays(1), time, zone) : today)
                .toInstant();
    }
}
