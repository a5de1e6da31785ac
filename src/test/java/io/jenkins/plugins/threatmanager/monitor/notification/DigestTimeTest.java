package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTimeTest {

    @Test
    void receiversAreSpreadOverTheMorningAndKeepTheirMinute() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> DigestTime.parse("H", "receiver " + i).time()))
                .allMatch(time -> !time.isBefore(LocalTime.of(6, 0)) && time.isBefore(LocalTime.of(9, 0)));
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> DigestTime.parse("H", "receiver " + i).time())
                        .distinct()
                        .count())
                .isGreaterThan(100);
        assertThat(DigestTime.parse("H", "one")).isEqualTo(DigestTime.parse("H", "one"));
    }

    @Test
    void theLastOneIsThatOfTodayOrYesterdayInTheZoneOfTheController() {
        DigestTime time = DigestTime.parse("07:30", "");
        Instant now = Instant.parse("2026-11-25T07:30:00Z");

        assertThat(time.lastBefore(now, ZoneOffset.UTC)).isEqualTo(now);
        assertThat(time.lastBefore(now.minusSeconds(1), ZoneOffset.UTC)).isEqualTo("2026-11-24T07:30:00Z");
        assertThat(time.lastBefore(now, ZoneId.of("Europe/Berlin"))).isEqualTo("2026-11-25T06:30:00Z");
    }

    /** On the night of 29 March 2026 there is no half past two in Berlin. */
    @Test
    void aTimeThatADayDoesNotHaveIsTheNextThatItHas() {
        assertThat(DigestTime.parse("02:30", "")
                        .lastBefore(Instant.parse("2026-03-29T06:00:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo("2026-03-29T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "7", "7:30", "25:00", "H H * * *", "noon"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> DigestTime.parse(text, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("07:30");
    }
}
