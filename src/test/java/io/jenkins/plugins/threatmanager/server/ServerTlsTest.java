package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTlsTest {

    private static final StandInTls TLS = new StandInTls();

    private static final OkHttpClient ANY_NAME_IS_HERE = ServerFixture.CLIENT
            .newBuilder()
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .build();

    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE, TLS);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private RestThreatManagerServer connect(URI url, String pem, boolean skip) {
        return new RestThreatManagerServer(
                ANY_NAME_IS_HERE,
                new ServerSettings(
                        "tm-test",
                        url,
                        new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                        new ServerSettings.Encryption(Optional.ofNullable(pem), skip, false),
                        ApiProfile.bundled()));
    }

    private ProblemException observing(RestThreatManagerServer server) {
        return catchThrowableOfType(ProblemException.class, () -> server.observe(test.operation()));
    }

    @Test
    void selfSignedCertificateIsRefusedWithASentenceAndNoRetry() {
        ProblemException failure = observing(connect(test.standIn().url(), null, false));
        assertThat(failure.problem()).isEqualTo(ServerProblem.TLS_NOT_TRUSTED);
        assertThat(failure.cause()).contains(test.standIn().url().toString(), "not signed by an authority");
        assertThat(test.said()).noneMatch(line -> line.startsWith("waiting"));
    }

    @Test
    void selfSignedCertificateIsTrustedOnceItIsGiven() throws Exception {
        RestThreatManagerServer server = connect(test.standIn().url(), TLS.pem(), false);
        assertThat(server.observe(test.operation()).profiles()).isEmpty();
        assertThat(server.verify(test.operation()).lines())
                .contains("Connection: https, certificate of CN=localhost", "Login: accepted, role Administrator");
    }

    @Test
    void certificateForAnotherNameIsRefused() throws Exception {
        URI url = URI.create("https://tm.contoso.test:" + test.standIn().url().getPort());
        ProblemException failure = observing(connect(url, TLS.pem(), false));
        assertThat(failure.problem()).isEqualTo(ServerProblem.TLS_HOST_NAME);
        assertThat(failure.cause()).isEqualTo("The certificate of " + url + " is for another host name.");
        assertThat(connect(url, null, true).observe(test.operation()).syncs()).isEmpty();
    }

    @Test
    void skippingTheChecksIsPossibleForOneServer() throws Exception {
        assertThat(connect(test.standIn().url(), null, true)
                        .observe(test.operation())
                        .syncs())
                .isEmpty();
        assertThat(observing(connect(test.standIn().url(), null, false)).problem())
                .isEqualTo(ServerProblem.TLS_NOT_TRUSTED);
    }

    @Test
    void whatIsNoCertificateIsSaidAtOnce() {
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> connect(test.standIn().url(), "-----BEGIN NONSENSE-----", false));
        assertThat(failure.problem()).isEqualTo(ServerProblem.CERTIFICATE_INVALID);
        assertThat(failure.cause()).contains("tm-test");
    }

    @Test
    void plainHttpBehindAnHttpsAddressIsNamed() throws Exception {
        // As Kestrel does it: the JDK's own HTTP server would wait for the end of the line.
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerBadRequest(plain));
            answering.setDaemon(true);
            answering.start();
            URI url = URI.create("https://localhost:" + plain.getLocalPort());
            assertThat(observing(connect(url, null, false)).problem()).isEqualTo(ServerProblem.TLS_FAILED);
        }
    }

    private static void answerBadRequest(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // the test sees what the client made of it
        }
    }
}
