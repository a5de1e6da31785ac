package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer of every service (token endpoint, Graph, Threat Manager, its OpenAPI document) in another encoding. */
class EncodedAnswersTest {

    /** As something between client and service may write it. */
    private static UnaryOperator<StandInAnswer> in(String mark, Charset charset, String type) {
        return answer -> {
            if (answer.body().length == 0) {
                return answer;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(HexFormat.of().parseHex(mark));
            bytes.writeBytes(new String(answer.body(), StandardCharsets.UTF_8).getBytes(charset));
            return new StandInAnswer(answer.status(), answer.headers(), bytes.toByteArray()).with("Content-Type", type);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf, UTF-8, application/json; charset=utf-8",
        "efbbbf, UTF-8, application/json",
        "fffe, UTF-16LE, application/json",
        "feff, UTF-16BE, application/json; charset=utf-8",
        "'', UTF-16LE, application/json; charset=utf-16le",
        "'', ISO-8859-1, application/json; charset=iso-8859-1",
        "'', ISO-8859-1, application/json; charset=\"ISO-8859-1\"",
        "'', UTF-8, application/json; charset=klingon-1"
    })
    void onboardingUnderstandsThem(String mark, String charset, String type) throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.server().createProfile("Bücher", "of others", "x", SecretText.of("theirs"), world.operation());
            UnaryOperator<StandInAnswer> encoded = in(mark, Charset.forName(charset), type);
            world.entra().http().rewrite(encoded);
            world.threatManager().http().rewrite(encoded);

            assertThat(world.run().done()).isNotEmpty();
            assertThat(world.server().observe(world.operation()).profiles())
                    .extracting(CredentialProfile::name)
                    .contains("Bücher");
            assertThat(world.run().plan().changes()).isEmpty();
        }
    }

    /** Replaced by a guess, a name would be another's, and something would be made a second time. */
    @Test
    void anEncodingThatAServersAnswerDoesNotNameIsNamed() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.server().createProfile("Bücher", "of others", "x", SecretText.of("theirs"), world.operation());
            world.threatManager().http().rewrite(in("", StandardCharsets.ISO_8859_1, "application/json"));

            ProblemException failure = catchThrowableOfType(ProblemException.class, world::run);

            assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
            assertThat(failure.cause())
                    .contains("is not in UTF-8, and its content type (application/json) does not name the encoding");
            assertThat(world.threatManager().console().profiles()).hasSize(1);
        }
    }
}
