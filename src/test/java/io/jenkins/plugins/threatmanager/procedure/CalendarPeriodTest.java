package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarPeriodTest {

    @ParameterizedTest
    @CsvSource({
        "24 months,P24M",
        "1 month,P1M",
        "90 days,P90D",
        "90days,P90D",
        "2 Years,P2Y",
        "6 weeks,P42D",
        "P1Y6M,P1Y6M",
        "p30d,P30D"
    })
    void readsWhatPeopleWrite(String text, String iso) {
        assertThat(CalendarPeriod.parse(text).period()).isEqualTo(Period.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "24", "-3 months", "P0D", "0 days", "P-1D", "PT5H", "999999 days", "1e3 days"})
    void refusesTheRestInOneSentence(String text) {
        assertThatThrownBy(() -> CalendarPeriod.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a period of time");
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> CalendarPeriod.parse(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsByTheCalendar() {
        Instant leapDay = Instant.parse("2028-02-29T10:00:00Z");
        assertThat(CalendarPeriod.parse("12 months").after(leapDay)).isEqualTo(Instant.parse("2029-02-28T10:00:00Z"));
        assertThat(CalendarPeriod.parse("30 days").before(leapDay)).isEqualTo(Instant.parse("2028-01-30T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"24 months", "90 days", "P1Y2M", "10 years", "1 year"})
    void printsWhatItReads(String text) {
        assertThat(CalendarPeriod.parse(text)).hasToString(text);
        assertThat(CalendarPeriod.parse(CalendarPeriod.parse(text).toString())).isEqualTo(CalendarPeriod.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999 years", "101 years", "99999 days", "P1000Y", "P2147483647D"})
    void whatIsTooLongIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> CalendarPeriod.parse(text))
                .hasMessage("'" + text + "' is too long: a period of time is 100 years at most.");
    }
}
