package io.jenkins.plugins.threatmanager.server.learning.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers write, and what a hostile person may. */
class RecordingReaderTest {

    private static List<Exchange> read(String... entries) {
        return RecordingReader.read(List.of(har(entries)));
    }

    private static Recording har(String... entries) {
        return new Recording("a.har", "{\"log\": {\"entries\": [" + String.join(",", entries) + "]}}");
    }

    private static String entry(String at, String method, String url, String more, String content) {
        return "{\"startedDateTime\": \"2026-05-04T07:30:" + at + "Z\", \"request\": {\"method\": \"" + method
                + "\", \"url\": \"" + url + "\"" + more + "}, \"response\": {\"status\": 200, \"content\": {" + content
                + "}}}";
    }

    @Test
    void whatBrowsersWrite() {
        Exchange exchange = read(entry(
                        "00",
                        "post",
                        "https://TM.contoso.example/a%20b/1?x=1%2B&y",
                        ", \"headers\": [{\"name\": \"Authorization\", \"value\": \"Bearer t\"}], \"postData\":"
                                + " {\"mimeType\": \"application/json; charset=utf-8\", \"text\": \"{\\\"a\\\": [1]}\"}",
                        "\"encoding\": \"base64\", \"text\": \"77u/eyJpZCI6IDd9\""))
                .get(0);
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.origin()).isEqualTo("https://tm.contoso.example:443");
        assertThat(exchange.segments()).containsExactly("a b", "1");
        assertThat(exchange.query()).containsEntry("x", "1+").containsEntry("y", "");
        assertThat(exchange.headers()).containsEntry("authorization", "Bearer t");
        assertThat(exchange.mediaType()).isEqualTo("application/json");
        assertThat(exchange.answer().path("id").asInt()).isEqualTo(7);
        assertThat(exchange.source()).isEqualTo("a.har entry 1");
        assertThat(exchange).hasToString("a.har entry 1");
    }

    @Test
    void inTheOrderInWhichRequestsWereSentAndEachOnce() {
        String first = entry("01", "GET", "https://tm/a", "", "");
        String second = entry("02", "GET", "https://tm/b", "", "");
        List<Exchange> read = RecordingReader.read(
                List.of(har(second), new Recording("b.har", har(first, second).har())));
        assertThat(read).extracting(Exchange::path).containsExactly("/a", "/b");
    }

    @Test
    void preflightsAndRequestsWithoutAnswerAreLeftOut() {
        assertThat(read(
                        entry("00", "OPTIONS", "https://tm/a", "", ""),
                        entry("00", "GET", "https://tm/a", "", "").replace("200", "0"),
                        entry("00", "GET", "data:text/plain,x", "", ""),
                        entry("00", "GET", "not a url", "", ""),
                        "{}",
                        "7"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret-8f1d",
                "{\"log\": \"secret-8f1d\"}",
                "{\"log\": {\"entries\": {\"secret-8f1d\": 1}}}",
                "[\"secret-8f1d\"]",
                "{\"log\": {\"entries\": [{\"request\": \"secret-8f1d"
            })
    void anythingElseIsRefusedInOneSentenceThatQuotesNothing(String text) {
        assertRefused(text);
    }

    @Test
    void deepOnesAndLongListsAreRefused() {
        assertRefused("{\"log\": {\"entries\": [" + "[".repeat(100_000));
        assertRefused("{\"log\": {\"entries\": [" + "7,".repeat(RecordingReader.MOST_ENTRIES) + "7]}}");
    }

    @Test
    void deepAndLongBodiesAreNoAnswers() {
        String deep = "\"text\": \"" + "[".repeat(100_000) + "\"";
        String unreadable = "\"encoding\": \"base64\", \"text\": \"***\"";
        assertThat(read(
                        entry("00", "GET", "https://tm/a", "", deep),
                        entry("01", "GET", "https://tm/a", "", unreadable)))
                .hasSize(2)
                .allMatch(each -> each.answer().isMissingNode());
    }

    private static void assertRefused(String text) {
        Recording recording = new Recording("a.har", text);
        ProblemException failure =
                catchThrowableOfType(ProblemException.class, () -> RecordingReader.read(List.of(recording)));
        assertThat(failure.problem()).isEqualTo(ServerProblem.RECORDING_INVALID);
        assertThat(failure.cause())
                .startsWith("a.har ")
                .doesNotContain("secret-8f1d")
                .doesNotContain("\n");
        assertThat(recording).hasToString("a.har");
    }
}
