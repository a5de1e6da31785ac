package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a service asks to wait, in every form in which services say so. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    /** Of a service whose clock is an hour ahead. */
    private static final String AHEAD = "Mon, 23 Nov 2026 09:00:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 | 9",
                " 9 | 9",
                "0 | 0",
                "1.2 | 2",
                "9,120 | 9",
                "9, 120 | 9",
                "4000000 | 4000000",
                "Mon, 23 Nov 2026 08:00:09 GMT | 9",
                "Mon, 23 Nov 2026 08:00:09 GMT, Mon, 23 Nov 2026 08:02:00 GMT | 9",
                "Monday, 23-Nov-26 08:00:09 GMT | 9",
                "Mon Nov 23 08:00:09 2026 | 9",
            })
    void saysHowLong(String header, long seconds) {
        assertThat(RetryAfter.of(header, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' ",
                "soon",
                "-3",
                "Mon, 23 Nov 2026",
                "Mon, 23 Nov 2026 07:59:59 GMT",
                "99999999999999999999",
                ","
            })
    void anythingElseIsAsIfNothingWereSaid(String header) {
        assertThat(RetryAfter.of(header, null, NOW)).isNull();
    }

    @Test
    void noHeaderSaysNothing() {
        assertThat(RetryAfter.of(null, AHEAD, NOW)).isNull();
    }

    @Test
    void aDateIsByTheClockOfTheServiceThatGaveIt() {
        assertThat(RetryAfter.of("Mon, 23 Nov 2026 09:00:09 GMT", AHEAD, NOW)).isEqualTo(Duration.ofSeconds(9));
        assertThat(RetryAfter.of("Mon, 23 Nov 2026 08:00:09 GMT", "no date", NOW))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(RetryAfter.of("9", AHEAD, NOW)).isEqualTo(Duration.ofSeconds(9));
    }
}
