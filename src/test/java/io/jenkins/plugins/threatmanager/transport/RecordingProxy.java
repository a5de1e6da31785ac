package io.jenkins.plugins.threatmanager.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on this machine that lets nobody through, and remembers what it was asked for and with which login. */
public final class RecordingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final String head;

    public RecordingProxy() throws IOException {
        this("502 Bad Gateway");
    }

    /** @param head status and reason of all its answers, and headers, each after a line break */
    public RecordingProxy(String head) throws IOException {
        this.head = head.replace("\n", "\r\n");
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "recording proxy");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    public Proxy asProxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    /** First lines of requests, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What it was sent as {@code Proxy-Authorization}, in order. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                asked.add(String.valueOf(in.readLine()));
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")) {
                        logins.add(line.substring(line.indexOf(':') + 1).strip());
                    }
                }
                client.getOutputStream()
                        .write(("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // closed, or the client went away
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
