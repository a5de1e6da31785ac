package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When something was, as servers write it. */
class ServerTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T08:00:05Z | 2026-11-23T08:00:05Z",
                "2026-11-23t08:00:05.1234567z | 2026-11-23T08:00:05.1234567Z",
                "2026-11-23T08:00:05 | 2026-11-23T08:00:05Z",
                "2026-11-23 08:00:05 | 2026-11-23T08:00:05Z",
                "2026-11-23 08:00:05 +02:00 | 2026-11-23T06:00:05Z",
                "2026-11-23T08:00 | 2026-11-23T08:00:00Z",
                "2026-11-23T08:00:05+02:00 | 2026-11-23T06:00:05Z",
                "2026-11-23T08:00:05+0000 | 2026-11-23T08:00:05Z",
                "2026-11-23T08:00:05+0230 | 2026-11-23T05:30:05Z",
                "2026-11-23T08:00:05-05 | 2026-11-23T13:00:05Z",
                "2026-11-23T08:00:05+02 | 2026-11-23T06:00:05Z",
                "2026-11-23T08:00:05+02:00[Europe/Berlin] | 2026-11-23T06:00:05Z",
                "2026-11-23 | 2026-11-23T00:00:00Z",
                "1795420805 | 2026-11-23T08:00:05Z",
                "1795420805123 | 2026-11-23T08:00:05.123Z",
                "/Date(1795420805123)/ | 2026-11-23T08:00:05.123Z",
                "/Date(1795420805123+0200)/ | 2026-11-23T08:00:05.123Z",
                "Mon, 23 Nov 2026 08:00:05 GMT | 2026-11-23T08:00:05Z",
                "Mon, 23 Nov 2026 08:00:05 +0200 | 2026-11-23T06:00:05Z",
            })
    void isRead(String text, Instant instant) {
        assertThat(ServerTime.of(TextNode.valueOf(text)).instant()).contains(instant);
        assertThat(ServerTime.of(TextNode.valueOf(text)).unread()).isEmpty();
    }

    @Test
    void numbersAreReadToo() {
        assertThat(ServerTime.of(IntNode.valueOf(1795420805)).instant())
                .contains(Instant.parse("2026-11-23T08:00:05Z"));
        assertThat(ServerTime.of(LongNode.valueOf(1795420805123L)).instant())
                .contains(Instant.parse("2026-11-23T08:00:05.123Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/4/2026", "23.11.2026 08:00", "08:00", "yesterday", "12", "20261123", "2026-13-01"})
    void whatIsNotCertainIsKeptAsItIs(String text) {
        assertThat(ServerTime.of(TextNode.valueOf(text)).instant()).isEmpty();
        assertThat(ServerTime.of(TextNode.valueOf(text)).unread()).isEqualTo(text);
    }

    @Test
    void noTimeIsNone() {
        for (JsonNode none : new JsonNode[] {
            NullNode.instance,
            MissingNode.getInstance(),
            TextNode.valueOf(""),
            TextNode.valueOf("0001-01-01T00:00:00"),
            TextNode.valueOf("0001-01-01T00:00:00+00:00")
        }) {
            assertThat(ServerTime.of(none).instant()).isEmpty();
            assertThat(ServerTime.of(none).unread()).isEmpty();
        }
    }
}
