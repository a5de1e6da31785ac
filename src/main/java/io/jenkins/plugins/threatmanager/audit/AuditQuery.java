package io.jenkins.plugins.threatmanager.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What is looked for in the audit log.
 *
 * @param text in lower case; empty for any
 * @param tenant its name; empty for any
 * @param from the first moment; empty for the beginning
 * @param to the first moment that is too late; empty for now
 */
record AuditQuery(String text, String tenant, Optional<Instant> from, Optional<Instant> to) {

    static final AuditQuery ALL = new AuditQuery("", "", Optional.empty(), Optional.empty());

    /**
     * From a form, which may leave anything empty.
     *
     * @param from a day in UTC, {@code 2026-11-23}
     * @param to the last day
     */
    static AuditQuery of(
            @CheckForNull String text,
            @CheckForNull String tenant,
            @CheckForNull String from,
            @CheckForNull String to) {
        return new AuditQuery(
                given(text).toLowerCase(Locale.ROOT),
                given(tenant),
                day(from).map(AuditQuery::start),
                day(to).map(last -> start(last.plusDays(1))));
    }

    private static String given(@CheckForNull String text) {
        return text == null ? "" : text.trim();
    }

    private static Optional<LocalDate> day(@CheckForNull String text) {
        try {
            return Optional.of(given(text)).filter(day -> !day.isEmpty()).map(LocalDate::parse);
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean matches(AuditRecord line) {
        return (tenant.isEmpty() || tenant.equals(line.getTenant()))
                && (text.isEmpty() || line.holds(text))
                && to.map(end -> line.time().filter(end::isAfter).isPresent()).orElse(true)
                && !isBefore(line);
    }

    /** Whether it, and with it every older line, is too old. */
    boolean isBefore(AuditRecord line) {
        return from.isPresent() && line.time().filter(from.get()::isAfter).isPresent();
    }
}
