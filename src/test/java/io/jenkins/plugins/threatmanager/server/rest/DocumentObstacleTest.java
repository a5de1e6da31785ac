package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that shows no OpenAPI document: the reason is said, and what to do about that one. */
class DocumentObstacleTest {

    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        StandInAnswer.empty(302).with("Location", "https://login.contoso.com/adfs?ticket=abc"),
                        "HTTP 302 without a text, a redirect to https://login.contoso.com)",
                        DocumentObstacle.REDIRECTED),
                Arguments.of(
                        StandInAnswer.empty(301).with("Location", "/ui/login?ticket=abc"),
                        "HTTP 301 without a text, a redirect to /ui/login)",
                        DocumentObstacle.REDIRECTED),
                Arguments.of(StandInAnswer.empty(401), "HTTP 401 without a text)", DocumentObstacle.LOGIN),
                Arguments.of(
                        StandInAnswer.json(403, "{\"title\": \"Forbidden\"}"),
                        "HTTP 403, \"Forbidden\")",
                        DocumentObstacle.FORBIDDEN),
                Arguments.of(
                        StandInAnswer.text(200, "text/html", "<html><head><title>Printer</title></head></html>"),
                        "HTTP 200, \"an HTML page titled \"Printer\"\")",
                        DocumentObstacle.HTML_PAGE),
                Arguments.of(
                        StandInAnswer.text(200, "application/yaml", "openapi: 3.0.1\npaths:\n"),
                        "something that is not JSON (content type application/yaml))",
                        DocumentObstacle.NOT_JSON),
                Arguments.of(StandInAnswer.empty(204), "HTTP 204 without a text)", DocumentObstacle.NOT_JSON),
                Arguments.of(
                        StandInAnswer.json(200, "{\"status\": \"up\"}"),
                        "JSON that is no OpenAPI document, {status: string})",
                        DocumentObstacle.NOT_OPENAPI),
                Arguments.of(StandInAnswer.empty(500), "HTTP 500 without a text)", DocumentObstacle.SERVER_ERROR),
                Arguments.of(StandInAnswer.empty(418), "HTTP 418 without a text)", DocumentObstacle.OTHER_STATUS),
                Arguments.of(StandInAnswer.empty(404), "HTTP 404 without a text)", DocumentObstacle.MISSING));
    }

    private void document(StandInAnswer answer) {
        test.http()
                .faults(request -> request.path().equals(ThreatManagerStandIn.DOCUMENT)
                        ? Optional.of(new Fault.Refused(answer))
                        : Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void reasonAndItsRemedyAreSaid(StandInAnswer answer, String words, DocumentObstacle obstacle) throws Exception {
        document(answer);
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> test.connect().observe(test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.API_DOCUMENT_UNAVAILABLE);
        assertThat(failure.cause())
                .startsWith("Server tm-test shows no OpenAPI document ("
                        + test.standIn().url() + "/swagger/v1/swagger.json: ")
                .contains(words)
                .doesNotContain("ticket");
        assertThat(failure.remedy()).isEqualTo(obstacle.remedy());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void verifyServerSaysIt(StandInAnswer answer, String words, DocumentObstacle obstacle) throws Exception {
        document(answer);
        assertThat(test.connect().verify(test.operation()).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words, obstacle.remedy()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void verifyServerSaysItWhereTheDocumentIsNotRequired(StandInAnswer answer, String words) throws Exception {
        document(answer);
        String profile = ApiProfile.bundledText().replace("\"required\": true", "\"required\": false");
        ServerVerification verification = test.connect(
                        new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile)
                .verify(test.operation());
        assertThat(verification.passed()).isTrue();
        assertThat(verification.lines())
                .anyMatch(line -> line.startsWith("Operations: not compared, ") && line.contains(words));
    }

    @Test
    void ofSeveralPlacesTheMostTellingObstacleDecidesTheRemedy() throws Exception {
        document(StandInAnswer.empty(403));
        String profile = ApiProfile.bundledText()
                .replace("[\"/swagger/v1/swagger.json\"]", "[\"/openapi.json\", \"/swagger/v1/swagger.json\"]");
        ProblemException failure = catchThrowableOfType(
                ProblemException.class,
                () -> test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile)
                        .observe(test.operation()));
        assertThat(failure.cause()).contains("/openapi.json: HTTP 404", "/swagger/v1/swagger.json: HTTP 403");
        assertThat(failure.remedy()).isEqualTo(DocumentObstacle.FORBIDDEN.remedy());
    }

    @Test
    void hostThatDnsDoesNotKnowIsSaid() {
        ServerSettings settings = ServerFixture.settings(
                URI.create("https://no-such-host.invalid:8080"),
                new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                ApiProfile.bundledText());
        OperationContext operation = test.operation();
        OkHttpClient client = ServerFixture.CLIENT
                .newBuilder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> new RestThreatManagerServer(client, settings).observe(operation));
        assertThat(failure.problem()).isEqualTo(ServerProblem.HOST_NOT_FOUND);
        assertThat(failure.cause())
                .isEqualTo("Cannot read the OpenAPI document on server tm-test: the host name is not known to this"
                        + " machine (https://no-such-host.invalid:8080).");
    }
}
