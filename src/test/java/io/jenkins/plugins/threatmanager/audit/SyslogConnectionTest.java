package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against a TLS server on the loopback address. */
class SyslogConnectionTest {

    private static final String LINE =
            "{\"time\":\"2026-11-23T08:00:00.123Z\",\"phase\":\"intent\",\"what\":\"größer\"}";

    private static final StandInTls TLS = new StandInTls();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean hangsUp;
    private SSLServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = (SSLServerSocket) TLS.context().getServerSocketFactory().createServerSocket(0);
        Thread thread = new Thread(this::take, "syslog server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void take() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept();
                    InputStream in = socket.getInputStream()) {
                for (String message = frame(in); !message.isEmpty(); message = frame(in)) {
                    messages.add(message);
                    if (hangsUp) {
                        break;
                    }
                }
                socket.close();
                ended.countDown();
            } catch (IOException e) {
                // a client that does not trust the certificate
            }
        }
    }

    /** Empty at the end. */
    private static String frame(InputStream in) throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int next = in.read(); next >= '0' && next <= '9'; next = in.read()) {
            digits.append((char) next);
        }
        return digits.isEmpty()
                ? ""
                : new String(in.readNBytes(Integer.parseInt(digits.toString())), StandardCharsets.UTF_8);
    }

    @Test
    void messagesAreThoseOfRfc5424CountedInOctets() throws Exception {
        try (SyslogConnection connection =
                SyslogConnection.to("localhost", server.getLocalPort(), Trust.with(TLS.pem()), "jenkins.contoso.com")) {
            connection.send(List.of(LINE, LINE));
            connection.send(List.of(LINE.replace("intent", "refusal").replace("}", ",\"problem\":\"x: y.\"}")));
        }
        String notice = "<109>1 2026-11-23T08:00:00.123Z jenkins.contoso.com jenkins-threat-manager - intent - \uFEFF";
        assertThat(messages.take()).isEqualTo(notice + LINE);
        assertThat(messages.take()).isEqualTo(notice + LINE);
        assertThat(messages.take()).startsWith("<108>1 ").contains(" refusal - ");
    }

    @Test
    void aCertificateThatIsNotTrustedGetsNothing() {
        assertThatThrownBy(() -> SyslogConnection.to("localhost", server.getLocalPort(), Trust.ofJvm(), "-"))
                .isInstanceOf(SSLException.class);
        assertThat(messages).isEmpty();
    }

    /** Elsewhere, 127.0.0.2 is not the machine itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aCertificateOfAnotherHostGetsNothing() {
        assertThatThrownBy(() -> SyslogConnection.to("127.0.0.2", server.getLocalPort(), Trust.with(TLS.pem()), "-"))
                .isInstanceOf(SSLException.class);
        assertThat(messages).isEmpty();
    }

    /** So that lines are sent again, over another connection, instead of being lost. */
    @Test
    void aConnectionThatTheServerClosedMeanwhileTakesNothing() throws Exception {
        hangsUp = true;
        try (SyslogConnection connection =
                SyslogConnection.to("localhost", server.getLocalPort(), Trust.with(TLS.pem()), "-")) {
            connection.send(List.of(LINE));
            ended.await();
            assertThatThrownBy(() -> connection.send(List.of(LINE))).isInstanceOf(IOException.class);
        }
        assertThat(messages).hasSize(1);
    }

    @Test
    void theHostOfAControllerIsThatOfItsAddress() {
        assertThat(SyslogMessages.hostOf("https://jenkins.contoso.com:8443/jenkins/"))
                .isEqualTo("jenkins.contoso.com");
        assertThat(SyslogMessages.hostOf(null)).isEqualTo("-");
        assertThat(SyslogMessages.hostOf("https://not a host/")).isEqualTo("-");
    }
}
