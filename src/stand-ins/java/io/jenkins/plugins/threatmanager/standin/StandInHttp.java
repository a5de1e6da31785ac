package io.jenkins.plugins.threatmanager.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** An HTTP or HTTPS server on the loopback address that counts its exchanges and can be told to misbehave. */
public final class StandInHttp implements AutoCloseable {

    private final HttpServer server;
    private final boolean https;
    private final Function<StandInRequest, StandInAnswer> service;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final List<StandInRequest> received = new ArrayList<>();
    private Function<StandInRequest, Optional<Fault>> faults = request -> Optional.empty();
    private Consumer<StandInRequest> watcher = request -> {};
    private UnaryOperator<StandInAnswer> onItsWay = answer -> answer;

    /**
     * Starts on a free port.
     *
     * @param tls null for plain HTTP
     * @param service called for each request, one at a time
     */
    public StandInHttp(SSLContext tls, Function<StandInRequest, StandInAnswer> service) throws IOException {
        this(0, tls, service);
    }

    /** @param port 0 for any free one */
    public StandInHttp(int port, SSLContext tls, Function<StandInRequest, StandInAnswer> service) throws IOException {
        this.service = service;
        this.https = tls != null;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (https) {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
        } else {
            server = HttpServer.create(address, 0);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    /** Without trailing slash: {@code https://localhost:41234}. */
    public URI url() {
        return URI.create((https ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort());
    }

    /** Asked before each exchange; empty lets it pass. */
    public synchronized void faults(Function<StandInRequest, Optional<Fault>> plan) {
        faults = plan;
    }

    /** Hears of each request before anything is done with it, whatever goes wrong then. */
    public synchronized void watch(Consumer<StandInRequest> listener) {
        watcher = listener;
    }

    /** Changes each answer on its way, as what is between a client and a service may. */
    public synchronized void rewrite(UnaryOperator<StandInAnswer> change) {
        onItsWay = change;
    }

    /** All requests since the start or the last {@link #forget}, in order. */
    public synchronized List<StandInRequest> received() {
        return List.copyOf(received);
    }

    public synchronized void forget() {
        received.clear();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            StandInRequest request = new StandInRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            Optional<StandInAnswer> answer = answer(request).map(onItsWay);
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
        }
    }

    private synchronized Optional<StandInAnswer> answer(StandInRequest request) {
        received.add(request);
        watcher.accept(request);
        Fault fault = faults.apply(request).orElse(null);
        if (fault instanceof Fault.RequestLost) {
            return Optional.empty();
        }
        if (fault instanceof Fault.Refused refused) {
            return Optional.of(refused.answer());
        }
        StandInAnswer answer = service.apply(request);
        if (fault instanceof Fault.ResponseLost) {
            return Optional.empty();
        }
        if (fault instanceof Fault.DoneButRefused refused) {
            return Optional.of(refused.answer());
        }
        return Optional.of(answer);
    }

    private static void send(HttpExchange exchange, StandInAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = answer.status() == 204 || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
