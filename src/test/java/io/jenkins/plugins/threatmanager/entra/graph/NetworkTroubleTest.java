package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a connection that failed: each HTTP client throws its own. */
class NetworkTroubleTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("login.invalid"), EntraProblem.HOST_NOT_FOUND),
                Arguments.of(
                        chain(new ConnectException(), new ConnectException(), new UnresolvedAddressException()),
                        EntraProblem.HOST_NOT_FOUND),
                Arguments.of(new ConnectException("Connection refused"), EntraProblem.CONNECTION_REFUSED),
                Arguments.of(
                        chain(
                                new ConnectException("Failed to connect to /127.0.0.1:1"),
                                new ConnectException("Connection refused")),
                        EntraProblem.CONNECTION_REFUSED),
                Arguments.of(
                        chain(
                                new ConnectException("Connection refused: no further information"),
                                new ConnectException("x")),
                        EntraProblem.CONNECTION_REFUSED),
                Arguments.of(new ConnectException("Network is unreachable"), EntraProblem.UNREACHABLE),
                Arguments.of(new NoRouteToHostException("No route to host"), EntraProblem.UNREACHABLE),
                Arguments.of(new IOException("Failed to authenticate with proxy"), EntraProblem.PROXY_REFUSED),
                Arguments.of(
                        new ConnectException("http, none, proxy/127.0.0.1:1 => x:443, status: 407 Login"),
                        EntraProblem.PROXY_REFUSED),
                Arguments.of(new IOException("Tunnel failed, got: 502"), EntraProblem.UNREACHABLE),
                Arguments.of(new SocketTimeoutException("Connect timed out"), EntraProblem.TIMED_OUT),
                Arguments.of(new HttpConnectTimeoutException("x"), EntraProblem.TIMED_OUT),
                Arguments.of(new SSLHandshakeException("x"), EntraProblem.CERTIFICATE_NOT_TRUSTED),
                Arguments.of(new IOException("unexpected end of stream"), EntraProblem.CONNECTION_BROKE));
    }

    private static Throwable chain(Throwable... outermostFirst) {
        for (int i = 0; i + 1 < outermostFirst.length; i++) {
            outermostFirst[i].initCause(outermostFirst[i + 1]);
        }
        return outermostFirst[0];
    }

    @ParameterizedTest
    @MethodSource("failures")
    void kinds(Throwable thrown, EntraProblem problem) {
        assertThat(GraphErrors.network(
                                NetworkTrouble.refusal(new RuntimeException(thrown)),
                                URI.create("https://login.example.com"))
                        .problem())
                .isEqualTo(problem);
    }

    /** The port is what a firewall's rule is about; a custom endpoint has another than the usual one. */
    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com, login.microsoftonline.com:443",
        "https://graph.example.com:8443/v1.0, graph.example.com:8443",
        "http://127.0.0.1/v1.0, 127.0.0.1:80",
    })
    void theHostIsNamedWithItsPort(URI url, String expected) {
        assertThat(GraphErrors.network(NetworkTrouble.refusal(new ConnectException("Connection refused")), url))
                .hasMessageStartingWith(expected + " cannot be reached: the connection was refused. ");
        assertThat(GraphErrors.network(NetworkTrouble.refusal(new UnknownHostException("x")), url))
                .hasMessageStartingWith(expected + " cannot be reached: the host name is not known to this machine. ");
        assertThat(GraphErrors.network(NetworkTrouble.refusal(new SocketTimeoutException("x")), url))
                .hasMessageStartingWith(expected + " did not answer in time. ");
    }
}
