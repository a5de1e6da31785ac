package io.jenkins.plugins.threatmanager.credentials;

import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How a secret's expiry is judged, everywhere: in the list of credentials, on pages and by the expiry watch. Counted in
 * days, as people do; a secret counts as expired from the instant on at which it stops working.
 *
 * @param expires empty if unknown
 * @param at when it is judged
 * @param warnBefore how long before its expiry a secret is worth a warning
 */
@Restricted(NoExternalUse.class)
public record Expiry(Optional<Instant> expires, Instant at, CalendarPeriod warnBefore) {

    /** What there is to say of an expiry. */
    public enum Level {
        /** Works, and for longer than the warning time. */
        VALID,
        /** Works, and not for longer than the warning time. */
        SOON,
        /** Does not work any more. */
        EXPIRED,
        /** Not known. */
        UNKNOWN
    }

    /** Judged now, by what the global configuration says. */
    public static Expiry now(Optional<Instant> expires) {
        return new Expiry(expires, Clock.systemUTC().instant(), ExpiryWarning.current());
    }

    public Level level() {
        if (expires.isEmpty()) {
            return Level.UNKNOWN;
        }
        if (!expires.get().isAfter(at)) {
            return Level.EXPIRED;
        }
        return warnBefore.before(expires.get()).isAfter(at) ? Level.VALID : Level.SOON;
    }

    /** Days until then, by the calendar in UTC; negative if it is past; 0 if unknown. */
    public long daysLeft() {
        return expires.map(instant -> ChronoUnit.DAYS.between(day(at), day(instant)))
                .orElse(0L);
    }

    /** {@code secret valid until 2028-11-23}. */
    public String text() {
        return switch (level()) {
            case UNKNOWN -> Messages.EntraAppCredentials_ExpiryUnknown();
            case EXPIRED -> Messages.EntraAppCredentials_ExpiredOn(day(expires.get()));
            case SOON, VALID -> Messages.EntraAppCredentials_ValidUntil(day(expires.get()));
        };
    }

    /** For {@code l:badge}. */
    public Badge badge() {
        return switch (level()) {
            case UNKNOWN -> new Badge(Messages.EntraAppCredentials_ExpiryUnknown(), text(), Badge.Severity.WARNING);
            case EXPIRED -> new Badge(Messages.EntraAppCredentials_Expired(), text(), Badge.Severity.DANGER);
            case SOON -> new Badge(Messages.EntraAppCredentials_DaysLeft(daysLeft()), text(), Badge.Severity.WARNING);
            case VALID -> new Badge(Messages.EntraAppCredentials_DaysLeft(daysLeft()), text(), Badge.Severity.INFO);
        };
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
