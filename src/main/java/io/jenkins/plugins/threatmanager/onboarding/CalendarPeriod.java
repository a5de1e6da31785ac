package io.jenkins.plugins.threatmanager.onboarding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of calendar time as people write it: {@code 24 months}, {@code 90 days}, {@code 2 years}, or an ISO-8601
 * period such as {@code P2Y}. Always longer than nothing.
 */
public record CalendarPeriod(Period period) {

    private static final Pattern WORDS = Pattern.compile("(\\d{1,5}) ?(day|week|month|year)s?");

    /** @throws IllegalArgumentException if it is zero or negative in any part */
    public CalendarPeriod {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("A period of time must be longer than nothing.");
        }
    }

    /**
     * @param text {@code 24 months}, {@code 90 days}, {@code P2Y}, {@code P90D}, in any case
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    public static CalendarPeriod parse(String text) {
        String trimmed = text == null ? "" : text.trim();
        Matcher words = WORDS.matcher(trimmed.toLowerCase(Locale.ROOT));
        try {
            if (words.matches()) {
                return new CalendarPeriod(of(Integer.parseInt(words.group(1)), words.group(2)));
            }
            return new CalendarPeriod(Period.parse(trimmed));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a period of time: write it like '24 months', '90 days' or 'P2Y'.");
        }
    }

    private static Period of(int count, String unit) {
        return switch (unit) {
            case "day" -> Period.ofDays(count);
            case "week" -> Period.ofWeeks(count);
            case "month" -> Period.ofMonths(count);
            default -> Period.ofYears(count);
        };
    }

    /** That much later, by the calendar in UTC. */
    public Instant after(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }

    /** That much earlier, by the calendar in UTC. */
    public Instant before(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    /** In the form that {@link #parse} takes: {@code 24 months}, or ISO-8601 if it has several units. */
    @Override
    public String toString() {
        if (period.equals(Period.ofMonths(period.getMonths()))) {
            return period.getMonths() + " months";
        }
        if (period.equals(Period.ofDays(period.getDays()))) {
            return period.getDays() + " days";
        }
        return period.toString();
    }
}
