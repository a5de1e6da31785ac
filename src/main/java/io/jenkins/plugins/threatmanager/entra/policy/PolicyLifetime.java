package io.jenkins.plugins.threatmanager.entra.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a policy lets a client secret live, an ISO 8601 duration: {@code P90D}, {@code P4DT12H30M5S}. Never negative.
 *
 * @param days years, months and days of it
 * @param time the rest
 */
public record PolicyLifetime(Period days, Duration time) {

    /** As long as no secret lives; a date with five digits for its year is none to Graph. */
    private static final long MOST_DAYS = 36_525;

    /** Empty if it is none: then nothing is known, and Graph has the last word. */
    static Optional<PolicyLifetime> parse(String text) {
        String given = text.trim().toUpperCase(Locale.ROOT);
        int split = given.indexOf('T');
        String date = split < 0 ? given : given.substring(0, split);
        try {
            Period days = date.equals("P") && split >= 0 ? Period.ZERO : Period.parse(date);
            Duration time = split < 0 ? Duration.ZERO : Duration.parse("P" + given.substring(split));
            boolean usable = !days.isNegative() && !time.isNegative() && days.toTotalMonths() < MOST_DAYS / 30;
            return usable ? Optional.of(new PolicyLifetime(days, time)) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** That much later, by the calendar in UTC; {@link Instant#MAX} if no calendar reaches as far. */
    public Instant after(Instant instant) {
        try {
            return instant.atOffset(ZoneOffset.UTC).plus(days).plus(time).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }

    /** Whole days of it. */
    public int wholeDays() {
        return (int) Math.min(
                MOST_DAYS, Duration.between(Instant.EPOCH, after(Instant.EPOCH)).toDays());
    }

    /** For people: {@code 90 days}, or ISO 8601 if it has other units. */
    @Override
    public String toString() {
        if (time.isZero() && days.toTotalMonths() == 0) {
            return days.getDays() + (days.getDays() == 1 ? " day" : " days");
        }
        String rest = time.isZero() ? "" : time.toString().substring(1);
        return (days.isZero() ? "P" : days.toString()) + rest;
    }
}
