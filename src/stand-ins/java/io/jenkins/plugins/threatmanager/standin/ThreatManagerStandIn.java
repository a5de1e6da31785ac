package io.jenkins.plugins.threatmanager.standin;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A Netwrix Threat Manager server with nothing but its integrations, over real HTTP or HTTPS. */
public final class ThreatManagerStandIn implements AutoCloseable {

    /** Where it shows its OpenAPI document. */
    public static final String DOCUMENT = "/swagger/v1/swagger.json";

    private final ThreatManagerDialect dialect;
    private final List<ThreatManagerRoute> routes;
    private final ThreatManagerConsole console;
    private final ThreatManagerAccounts accounts;
    private final StandInHttp http;
    private volatile boolean documentShown;
    private volatile Function<StandInRequest, Optional<StandInAnswer>> pages;

    /** @param tls null for plain HTTP */
    public ThreatManagerStandIn(ThreatManagerDialect dialect, Clock clock, SSLContext tls) throws IOException {
        this(0, dialect, clock, tls);
    }

    /** @param port 0 for any free one */
    public ThreatManagerStandIn(int port, ThreatManagerDialect dialect, Clock clock, SSLContext tls)
            throws IOException {
        this.dialect = dialect;
        this.documentShown = dialect.documented();
        this.pages = dialect.hasConsole() ? ThreatManagerPages::answer : request -> Optional.empty();
        this.routes = new ArrayList<>(dialect.routes());
        this.console = new ThreatManagerConsole(clock);
        this.accounts = new ThreatManagerAccounts(clock);
        this.http = new StandInHttp(port, tls, this::answer);
    }

    public URI url() {
        return http.url();
    }

    /** The console for people, if the dialect has one. */
    public URI consoleUrl() {
        return http.url().resolve(ThreatManagerPages.PATH);
    }

    /** Faults and what was received. */
    public StandInHttp http() {
        return http;
    }

    public ThreatManagerConsole console() {
        return console;
    }

    public ThreatManagerAccounts accounts() {
        return accounts;
    }

    /** Whether the OpenAPI document is there. */
    public void showDocument(boolean shown) {
        documentShown = shown;
    }

    /** Shows other pages to browsers than the dialect's own; empty leaves the request to the REST interface. */
    public void showPages(Function<StandInRequest, Optional<StandInAnswer>> wanted) {
        pages = wanted;
    }

    /** Takes an operation away, from the document too. */
    public void lack(String methodAndTemplate) {
        if (!routes.removeIf(each -> each.line().equals(methodAndTemplate))) {
            throw new IllegalArgumentException("There is no " + methodAndTemplate);
        }
    }

    /** How many requests of that method were received; {@code *} counts all. */
    public long count(String method) {
        return http.received().stream()
                .filter(each -> method.equals("*") || each.method().equals(method))
                .count();
    }

    /** What a proxy in front of the server answers while the server is away. */
    public static StandInAnswer badGateway() {
        return StandInAnswer.text(
                502,
                "text/html",
                "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad Gateway</h1></center>"
                        + "</body>\n</html>\n");
    }

    private StandInAnswer answer(StandInRequest request) {
        Optional<StandInAnswer> page = pages.apply(request);
        if (page.isPresent()) {
            return page.get();
        }
        if (request.line().equals("GET " + DOCUMENT) && documentShown) {
            return StandInAnswer.json(200, dialect.document(routes));
        }
        try {
            for (ThreatManagerRoute route : routes) {
                Optional<Map<String, String>> parameters = route.match(request);
                if (parameters.isPresent()) {
                    ThreatManagerAccounts.Caller caller =
                            route.open() ? null : dialect.caller(request, route, accounts);
                    return route.handler()
                            .apply(new ThreatManagerCall(request, parameters.get(), console, accounts, caller));
                }
            }
            return StandInAnswer.empty(404);
        } catch (ThreatManagerRejection e) {
            return dialect.rejected(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
