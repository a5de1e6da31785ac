package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a connection to a server that failed, and what may have come of it. */
class ConnectionErrorsTest {

    private static final String URL = "https://tm.invalid:8080";

    private static final ServerSettings SETTINGS = new ServerSettings(
            "tm",
            URI.create(URL),
            new ServerAuthentication.AppToken(SecretText.of("token")),
            ServerSettings.Encryption.STANDARD,
            ApiProfile.bundled());

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new UnknownHostException("tm.invalid"),
                        ServerProblem.HOST_NOT_FOUND,
                        "the host name is not known to this machine",
                        false),
                Arguments.of(refusedByOkHttp(), ServerProblem.CONNECTION_REFUSED, "the connection was refused", false),
                Arguments.of(
                        new ConnectException("Network is unreachable"),
                        ServerProblem.NOT_REACHABLE,
                        "no connection could be made",
                        false),
                Arguments.of(
                        new NoRouteToHostException("x"),
                        ServerProblem.NOT_REACHABLE,
                        "no connection could be made",
                        false),
                Arguments.of(
                        new IOException("Failed to authenticate with proxy"),
                        ServerProblem.PROXY_REFUSED,
                        "the proxy asks for a login that it did not get, or refuses the one that it got",
                        false),
                Arguments.of(
                        new IOException("Unexpected response code for CONNECT: 403"),
                        ServerProblem.PROXY_REFUSED,
                        "the proxy does not let the request through, HTTP 403",
                        false),
                Arguments.of(
                        new IOException("Unexpected response code for CONNECT: 503"),
                        ServerProblem.NOT_REACHABLE,
                        "the proxy could not connect, HTTP 503",
                        false),
                Arguments.of(new SocketTimeoutException("timeout"), ServerProblem.TIMED_OUT, "no answer in time", true),
                Arguments.of(
                        new IOException("unexpected end of stream"),
                        ServerProblem.NOT_REACHABLE,
                        "the connection broke",
                        true));
    }

    private static IOException refusedByOkHttp() {
        IOException thrown = new ConnectException("Failed to connect to tm.invalid/127.0.0.1:8080");
        thrown.initCause(new ConnectException("Connection refused"));
        return thrown;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void kinds(IOException thrown, ServerProblem problem, String words, boolean mayHaveBeenDone) throws Exception {
        FailedAttempt attempt = HttpTransport.broken(URL, thrown).refusal();
        ProblemException failure = Refusals.of(SETTINGS, "log in", attempt);
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.cause()).contains(words).contains(URL);
        assertThat(ServerRetries.mayHaveBeenDone(attempt)).isEqualTo(mayHaveBeenDone);
    }

    @Test
    void whatCouldNotConnectIsRetried() {
        for (IOException thrown : new IOException[] {new UnknownHostException("x"), refusedByOkHttp()}) {
            FailedAttempt attempt = HttpTransport.broken(URL, thrown).refusal();
            assertThat(ServerRetries.RULES.get(0).matches().test(attempt)).isTrue();
        }
    }
}
