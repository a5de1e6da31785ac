package io.jenkins.plugins.threatmanager.procedure;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of calendar time as people write it: {@code 24 months}, {@code 90 days}, {@code 2 years}, or an ISO-8601
 * period such as {@code P2Y}. Never negative; zero only where that has a sense.
 */
public record CalendarPeriod(Period period) {

    /** No time at all. */
    public static final CalendarPeriod NONE = new CalendarPeriod(Period.ZERO);

    /** No secret needs more, and a date with five digits for its year is none to Graph. */
    private static final Period LONGEST = Period.ofYears(100);

    private static final Pattern WORDS = Pattern.compile("(\\d{1,5}) ?(day|week|month|year)s?");

    /** @throws IllegalArgumentException if it is negative in any part */
    public CalendarPeriod {
        if (period.isNegative()) {
            throw new IllegalArgumentException("A period of time must not be negative.");
        }
    }

    /**
     * @param text {@code 24 months}, {@code 90 days}, {@code P2Y}, {@code P90D}, in any case
     * @throws IllegalArgumentException with a sentence that says what was expected, for zero too
     */
    public static CalendarPeriod parse(String text) {
        CalendarPeriod parsed = parseFromZero(text);
        if (parsed.isNone()) {
            throw new IllegalArgumentException(wrong(text));
        }
        return parsed;
    }

    /** The same where {@code 0 days} has a sense, too. */
    public static CalendarPeriod parseFromZero(@CheckForNull String text) {
        String trimmed = text == null ? "" : text.trim();
        CalendarPeriod parsed = parsed(text, trimmed);
        if (new CalendarPeriod(LONGEST).isShorterThan(parsed)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is too long: a period of time is " + LONGEST.getYears() + " years at most.");
        }
        return parsed;
    }

    private static CalendarPeriod parsed(@CheckForNull String text, String trimmed) {
        Matcher words = WORDS.matcher(trimmed.toLowerCase(Locale.ROOT));
        try {
            if (words.matches()) {
                return new CalendarPeriod(of(Integer.parseInt(words.group(1)), words.group(2)));
            }
            return new CalendarPeriod(Period.parse(trimmed));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(text));
        }
    }

    private static String wrong(String text) {
        return "'" + text + "' is not a period of time: write it like '24 months', '90 days' or 'P2Y'.";
    }

    private static Period of(int count, String unit) {
        return switch (unit) {
            case "day" -> Period.ofDays(count);
            case "week" -> Period.ofWeeks(count);
            case "month" -> Period.ofMonths(count);
            default -> Period.ofYears(count);
        };
    }

    public boolean isNone() {
        return period.isZero();
    }

    /** Whether it ends before the other, counted from the same day. */
    public boolean isShorterThan(CalendarPeriod other) {
        return after(Instant.EPOCH).isBefore(other.after(Instant.EPOCH));
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
        if (isNone()) {
            return "0 days";
        }
        if (period.equals(Period.ofYears(period.getYears()))) {
            return count(period.getYears(), "year");
        }
        if (period.equals(Period.ofMonths(period.getMonths()))) {
            return count(period.getMonths(), "month");
        }
        if (period.equals(Period.ofDays(period.getDays()))) {
            return count(period.getDays(), "day");
        }
        return period.toString();
    }

    private static String count(int count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
