package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.transport.Trust;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TLS connection to a syslog server whose certificate is trusted and names the host. */
final class SyslogConnection implements Closeable {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int LOOK_MILLIS = 1;

    private final Socket socket;
    private final SyslogMessages messages;

    private SyslogConnection(Socket socket, SyslogMessages messages) {
        this.socket = socket;
        this.messages = messages;
    }

    /** @param self host of the controller */
    static SyslogConnection to(String host, int port, Trust trust, String self) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            SSLSocket secure = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new SyslogConnection(secure, new SyslogMessages(self));
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** What was sent into a connection that breaks may be lost, or come twice: the protocol has no acknowledgement. */
    void send(List<String> lines) throws IOException {
        requireOpen();
        socket.getOutputStream().write(messages.framed(lines));
        socket.getOutputStream().flush();
    }

    /** A server may have closed what was idle for long: the first lines into that would be lost. It never sends anything else. */
    private void requireOpen() throws IOException {
        socket.setSoTimeout(LOOK_MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("The syslog server has closed the connection.");
            }
        } catch (SocketTimeoutException open) {
            // as it should be
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }
}
