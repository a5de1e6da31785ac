package io.jenkins.plugins.threatmanager;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on the loopback address that asks for a login. All host names are this machine to it, so that names
 * which nobody else resolves show that a request went through it.
 */
public final class AuthenticatedProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String login;
    private final List<String> admitted = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    public AuthenticatedProxy(String user, String password) throws IOException {
        login = "basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where tunnels were opened to: {@code host:port}, in order. */
    public List<String> admitted() {
        return List.copyOf(admitted);
    }

    /** Where tunnels were asked for without the right login. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                String[] request = head.get(0).split(" ");
                if (!request[0].equals("CONNECT")) {
                    answer(client, "501 Not Implemented", "");
                    return;
                }
                if (isLoggedIn(head)) {
                    admitted.add(request[1]);
                    tunnel(client, in, Integer.parseInt(request[1].substring(request[1].lastIndexOf(':') + 1)));
                    return;
                }
                refused.add(request[1]);
                answer(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private boolean isLoggedIn(List<String> head) {
        return head.stream()
                .filter(line -> line.toLowerCase().startsWith("proxy-authorization:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .anyMatch(value -> value.regionMatches(true, 0, login, 0, "basic ".length())
                        && value.substring("basic ".length()).equals(login.substring("basic ".length())));
    }

    private static void answer(Socket client, String status, String header) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void tunnel(Socket client, InputStream in, int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> copy(target, client));
            pump(in, target.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            pump(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // one of them went away
        }
    }

    private static void pump(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    /** Request line and headers; empty at the end of the connection. */
    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            head.append((char) next);
        }
        return head.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
