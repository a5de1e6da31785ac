package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.CountedText;
import io.jenkins.plugins.threatmanager.transport.HtmlTitle;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.Scrubber;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest answers of a hostile server, in the forms that cost most; steps are counted, not time. */
class WorstAnswersTest {

    private static final int MOST_STEPS_EACH = 12;

    private final ErrorText errors = new ErrorText(ApiProfile.bundled(), new Scrubber());

    @ParameterizedTest
    @ValueSource(strings = {"<title", "<title>", "<TITLE>x</titl", "<", "<t", "<title><", "<title x"})
    void titlesOfPages(String part) {
        assertFewSteps(part, RemoteText.LONGEST, HtmlTitle::of);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a", "/x?", "//{", "/\u0085?"})
    void pathsOfDocumentsAndLocations(String part) {
        assertFewSteps(part + "x", CountedText.LONGEST_ANSWER, OpenApiDocument::withoutLastSlashes);
        assertFewSteps(part, CountedText.LONGEST_ANSWER, OpenApiDocument::withoutLastSlashes);
        assertFewSteps(part, CountedText.LONGEST_ANSWER, ConnectionTests::lastSegment);
    }

    private static void assertFewSteps(String part, int read, Consumer<CharSequence> reader) {
        CountedText text = CountedText.repeated(part);
        reader.accept(text);
        assertThat(text.steps()).isLessThan((long) MOST_STEPS_EACH * read);
    }

    /** They end at once: with the patterns of before each would take days. */
    @ParameterizedTest
    @CsvSource({
        "text/plain,eyJ",
        "text/plain,eyJabcd",
        "text/html,<title",
        "text/html,<title>",
        "application/json,eyJ",
        "application/json,\"[\"",
        "'',&#"
    })
    void wholeAnswers(String type, String part) {
        String body = part.repeat(CountedText.LONGEST_ANSWER / part.length());

        assertThat(errors.of(new ServerAnswer(500, type, new AnswerText(body, false), "", null, "")))
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void anEndlessErrorInJsonIsNotReadForItsText() {
        String body = "{\"message\":\"" + "x".repeat(CountedText.LONGEST_ANSWER) + "\",\"token\":\"s3cr3t\"}";

        assertThat(errors.of(new ServerAnswer(500, "application/json", new AnswerText(body, false), "", null, "")))
                .matches("a text of \\d+ characters");
    }

    @Test
    void aTitleIsFoundInAnyCaseAndItsTagMayHaveAttributes() {
        assertThat(HtmlTitle.of("<html><TITLE lang='en'> Sign\nin </Title>")).isEqualTo("Sign\nin");
        assertThat(HtmlTitle.of("<html><title>no end")).isEmpty();
        assertThat(HtmlTitle.of("<html><p>no title")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://tm/api/tests/42,42",
        "/api/tests/42/?a=/b#/c,42",
        "/api/tests/a%2Fb,a%2Fb",
        "tests,''",
        "/,''",
        "//,''",
        "'',''",
        "?x/y,''"
    })
    void theLastSegmentOfALocation(String location, String expected) {
        assertThat(ConnectionTests.lastSegment(location)).isEqualTo(expected);
    }
}
