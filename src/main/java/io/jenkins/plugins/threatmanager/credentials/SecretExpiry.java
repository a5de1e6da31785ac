package io.jenkins.plugins.threatmanager.credentials;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import jenkins.management.Badge;

/**
 * A secret's expiry as people see it, as text and as badge.
 *
 * @param day in UTC; null if unknown
 * @param today in UTC
 */
record SecretExpiry(LocalDate day, LocalDate today) {

    /** Leaves time for the steps that people have to take where a rotation is not automatic. */
    private static final int SOON_DAYS = 30;

    static SecretExpiry of(Optional<Instant> expiry) {
        return new SecretExpiry(
                expiry.map(instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate())
                        .orElse(null),
                LocalDate.now(Clock.systemUTC()));
    }

    String text() {
        if (day == null) {
            return Messages.EntraAppCredentials_ExpiryUnknown();
        }
        return isOver() ? Messages.EntraAppCredentials_ExpiredOn(day) : Messages.EntraAppCredentials_ValidUntil(day);
    }

    Badge badge() {
        if (day == null) {
            return new Badge(Messages.EntraAppCredentials_ExpiryUnknown(), text(), Badge.Severity.WARNING);
        }
        if (isOver()) {
            return new Badge(Messages.EntraAppCredentials_Expired(), text(), Badge.Severity.DANGER);
        }
        return new Badge(
                Messages.EntraAppCredentials_DaysLeft(left()),
                text(),
                left() <= SOON_DAYS ? Badge.Severity.WARNING : Badge.Severity.INFO);
    }

    private boolean isOver() {
        return !day.isAfter(today);
    }

    private long left() {
        return ChronoUnit.DAYS.between(today, day);
    }
}
