package io.jenkins.plugins.threatmanager.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A company's proxy: tunnels (CONNECT) for those who show user and password, and tells everybody else 407. */
final class ForwardProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final String authorization;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "forward-proxy");
        thread.setDaemon(true);
        return thread;
    });

    ForwardProxy(String user, String password) {
        authorization = "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Hosts and ports to which tunnels were made. */
    List<String> tunnels() {
        return tunnels;
    }

    /** Hosts and ports for which 407 was answered. */
    List<String> refusals() {
        return refusals;
    }

    private Void listen() throws IOException {
        while (true) {
            Socket client = listening.accept();
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            while (true) {
                String head = head(client.getInputStream());
                if (!head.startsWith("CONNECT ")) {
                    return null;
                }
                String target = head.split(" ")[1];
                if (head.lines().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + authorization))) {
                    tunnels.add(target);
                    tunnel(client, target);
                    return null;
                }
                refusals.add(target);
                send(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"contoso\"\r\n"
                                + "Content-Length: 0\r\n\r\n");
            }
        }
    }

    private void tunnel(Socket client, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        try (Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            threads.submit(() -> server.getInputStream().transferTo(client.getOutputStream()));
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static void send(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Up to the empty line; empty at the end of the stream. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
