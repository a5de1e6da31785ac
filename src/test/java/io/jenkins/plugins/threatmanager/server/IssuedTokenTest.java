package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server whose sign-in does not answer as the API profile says has still issued a token. The connector has not seen
 * it before, so that nothing but silence keeps it out of the log.
 */
class IssuedTokenTest {

    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzdmMifQ.c2lnbmF0dXJl";

    private static final ServerAuthentication USER =
            new ServerAuthentication.UserPassword("svc", SecretText.of("P4ssword"), Optional.empty());

    /** Answers of a sign-in that worked, each unlike what both profiles expect. */
    static Stream<Arguments> answers() {
        List<StandInAnswer> answers = List.of(
                StandInAnswer.text(200, "text/plain", TOKEN),
                StandInAnswer.text(200, "application/json", TOKEN),
                StandInAnswer.json(200, "{\"accessToken\": \"" + TOKEN + "\"}"),
                StandInAnswer.json(200, "{\"accessToken\": \"" + TOKEN + "\""),
                StandInAnswer.json(201, "\"" + TOKEN + "\""),
                StandInAnswer.json(202, "{\"accessToken\": \"" + TOKEN + "\"}"),
                StandInAnswer.text(200, "text/html", "<html><title>" + TOKEN + "</title></html>"),
                StandInAnswer.empty(302).with("Location", "/callback/7f1c-opaque"),
                StandInAnswer.empty(302).with("Location", "https://svc:7f1c-opaque@tm.contoso.test/callback"));
        return Stream.of(Shape.values()).flatMap(shape -> answers.stream().map(answer -> Arguments.of(shape, answer)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isNotSaidWhereverItIs(Shape shape, StandInAnswer answer) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            test.http()
                    .faults(request -> request.method().equals("POST")
                            ? Optional.of(new Fault.Refused(answer))
                            : Optional.empty());
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> test.connect(USER).observe(test.operation()));
            assertThat(failure).isNotNull();
            assertThat(failure.problem()).isNotEqualTo(ServerProblem.REFUSED);
            assertThat(failure.toString() + failure.reference() + test.said()).doesNotContain("eyJ", "7f1c-opaque");
        }
    }

    @Test
    void redirectedSignInIsToldAsRedirect() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.RELATIVE)) {
            test.http()
                    .faults(request -> request.method().equals("POST")
                            ? Optional.of(new Fault.Refused(StandInAnswer.empty(302)
                                    .with("Location", "https://sso.contoso.example/login?state=" + TOKEN)))
                            : Optional.empty());
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> test.connect(USER).observe(test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REDIRECT);
            assertThat(failure.cause()).contains("sso.contoso.example").doesNotContain("eyJ");
        }
    }

    /** As some servers do it that ask for the code on a second page. */
    @Test
    void tokenOfARefusalIsNotSaidEither() throws Exception {
        for (String body : List.of(
                "{\"mfaToken\": \"7f1c-opaque\", \"next\": \"code\"}", "{\"message\": \"go on with " + TOKEN + "\"}")) {
            try (ServerFixture test = ServerFixture.start(Shape.OTHER)) {
                test.http()
                        .faults(request -> request.method().equals("POST")
                                ? Optional.of(new Fault.Refused(StandInAnswer.json(401, body)))
                                : Optional.empty());
                ProblemException failure = catchThrowableOfType(
                        ProblemException.class, () -> test.connect(USER).observe(test.operation()));
                assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REFUSED);
                assertThat(failure.toString() + test.said()).doesNotContain("7f1c-opaque", "eyJ");
            }
        }
    }
}
