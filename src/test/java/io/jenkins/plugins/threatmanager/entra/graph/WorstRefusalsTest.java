package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.transport.CountedText;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest refusals of whoever answers in Entra's place, in the forms that cost most; steps are counted, not time. */
class WorstRefusalsTest {

    private static final int MOST_STEPS_EACH = 12;

    @ParameterizedTest
    @ValueSource(
            strings = {" Trace ID:", "AADSTS1", "AADSTS", "AADSTS7: ", "1", ". ", "AADSTS1 Trace ID:\u2028", "\u0085"})
    void sentences(String part) {
        CountedText token = CountedText.repeated(part);
        TokenErrors.sentence(token);
        assertThat(token.steps()).isLessThan((long) MOST_STEPS_EACH * RemoteText.LONGEST);

        CountedText graph = CountedText.repeated(part);
        GraphRefusals.firstLine(graph, 300);
        assertThat(graph.steps()).isLessThan((long) MOST_STEPS_EACH * RemoteText.LONGEST);
    }

    @Test
    void nothingOfARefusalIsLongOrHasAnotherLine() {
        String endless = "x\u001B[8mha:\u202E".repeat(CountedText.LONGEST_ANSWER / 10);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", endless).put("message", endless + "\nforged");
        error.putArray("details").addObject().put("code", endless);
        error.putObject("innerError").put("request-id", endless);

        FailedAttempt refusal = GraphRefusals.of(400, JsonNodeFactory.instance.objectNode(), body);

        assertThat(refusal.code()).hasSizeLessThanOrEqualTo(100);
        assertThat(refusal.message()).hasSizeLessThanOrEqualTo(410);
        assertThat(refusal.reference()).hasSizeLessThanOrEqualTo(120);
        assertThat(refusal.code() + refusal.message() + refusal.reference())
                .doesNotContain("\u001B", "\u202E", "\n", "forged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AADSTS7000215: Invalid client secret provided. Ensure that … | Invalid client secret provided.",
                "invalid_client: AADSTS1: No dot Trace ID: 7 Correlation ID: 8 | No dot",
                "AADSTS90002 without a colon | AADSTS90002 without a colon"
            })
    void theFirstSentenceOfARefusal(String description, String expected) {
        assertThat(TokenErrors.sentence(description)).isEqualTo(expected);
    }

    @Test
    void aRefusalOfATokenIsShort() {
        FailedAttempt refusal = TokenErrors.refusal(
                new IllegalStateException("AADSTS7: " + "Trace ID:".repeat(CountedText.LONGEST_ANSWER / 9)),
                Optional.of(new TokenHttp.Answer(400, null, "")));

        assertThat(refusal.code()).isEqualTo("AADSTS7");
        assertThat(refusal.message()).hasSizeLessThanOrEqualTo(200);
    }
}
