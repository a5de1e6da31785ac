package io.jenkins.plugins.threatmanager.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** An expiry as a credential has it: ISO-8601 date or instant in UTC; empty if unknown. */
final class ExpiryText {

    private ExpiryText() {}

    /** Empty also for what is neither. */
    static Optional<Instant> parse(@CheckForNull String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if it is neither and not empty */
    static void check(String text) {
        if (!text.isEmpty() && parse(text).isEmpty()) {
            throw new IllegalArgumentException(Messages.EntraAppCredentials_NotADate());
        }
    }
}
