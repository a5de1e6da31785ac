package io.jenkins.plugins.threatmanager.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

    private static final Instant EXPIRES = Instant.parse("2028-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00Z, VALID, 731",
        "2028-11-02T07:59:59Z, VALID, 21",
        "2028-11-02T08:00:00Z, SOON, 21",
        "2028-11-22T23:59:59Z, SOON, 1",
        "2028-11-23T07:59:59Z, SOON, 0",
        "2028-11-23T08:00:00Z, EXPIRED, 0",
        "2028-11-25T00:00:00Z, EXPIRED, -2"
    })
    void isJudgedByTheInstantAndCountedInDays(Instant at, Expiry.Level level, long daysLeft) {
        Expiry expiry = new Expiry(Optional.of(EXPIRES), at, CalendarPeriod.parse("21 days"));

        assertThat(expiry.level()).isEqualTo(level);
        assertThat(expiry.daysLeft()).isEqualTo(daysLeft);
        assertThat(expiry.text())
                .isEqualTo(
                        level == Expiry.Level.EXPIRED
                                ? "secret EXPIRED on 2028-11-23"
                                : "secret valid until 2028-11-23");
    }

    @Test
    void theWarningTimeIsThatOfTheConfiguration() {
        Instant at = Instant.parse("2028-10-01T00:00:00Z");

        assertThat(new Expiry(Optional.of(EXPIRES), at, CalendarPeriod.parse("2 months")).level())
                .isEqualTo(Expiry.Level.SOON);
        assertThat(new Expiry(Optional.of(EXPIRES), at, CalendarPeriod.parse("1 month")).level())
                .isEqualTo(Expiry.Level.VALID);
    }

    @Test
    void anUnknownExpiryIsNeitherGoodNorBad() {
        Expiry expiry = new Expiry(Optional.empty(), EXPIRES, CalendarPeriod.parse("21 days"));

        assertThat(expiry.level()).isEqualTo(Expiry.Level.UNKNOWN);
        assertThat(expiry.text()).isEqualTo("expiry unknown");
    }

    @Test
    void theDefaultWarningComesAfterTheDefaultRenewalWasDue() {
        Instant renewal = CalendarPeriod.parse(
                        io.jenkins.plugins.threatmanager.procedure.request.Argument.RENEW_BEFORE.otherwise())
                .before(EXPIRES);

        assertThat(CalendarPeriod.parse(ExpiryWarning.DEFAULT).before(EXPIRES)).isAfter(renewal);
    }
}
