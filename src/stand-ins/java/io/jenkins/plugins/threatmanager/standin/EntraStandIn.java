package io.jenkins.plugins.threatmanager.standin;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Stands in for Microsoft Entra ID and Microsoft Graph v1.0 on the loopback address: token endpoint, Graph and the
 * managed-identity endpoint. All in memory, any number of tenants.
 */
public final class EntraStandIn implements AutoCloseable {

    private final Clock clock;
    private final SSLContext tls;
    private final EntraBehaviour behaviour = new EntraBehaviour();
    private final List<StandInTenant> tenants = new ArrayList<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final StandInHttp http;
    private final StandInHttp graph;
    private final EntraTokens minted = new EntraTokens();
    private final EntraTokenEndpoint tokens;
    private final EntraOpenId openId;
    private final GraphFrontDoor frontDoor;

    private EntraStandIn(Clock clock, SSLContext tls, int port, boolean plainGraph) throws IOException {
        this.clock = clock;
        this.tls = tls;
        tokens = new EntraTokenEndpoint(this, minted, clock, behaviour);
        openId = new EntraOpenId(this);
        frontDoor = new GraphFrontDoor(this, minted, clock, behaviour, exchanges);
        http = new StandInHttp(port, tls, this::serve);
        graph = plainGraph ? new StandInHttp(null, this::servePlain) : http;
    }

    /** Starts on a free port: everything over HTTPS. */
    public static EntraStandIn start(Clock clock, SSLContext tls) throws IOException {
        return start(clock, tls, 0);
    }

    /** @param port 0 for any free one */
    public static EntraStandIn start(Clock clock, SSLContext tls, int port) throws IOException {
        return new EntraStandIn(clock, tls, port, false);
    }

    /** Starts with Graph on a port of its own over plain HTTP; the token endpoint is always HTTPS. */
    public static EntraStandIn startWithPlainGraph(Clock clock, SSLContext tls) throws IOException {
        return new EntraStandIn(clock, tls, 0, true);
    }

    /** For a client that trusts it. */
    public SSLContext tls() {
        return tls;
    }

    /** What stands for {@code https://login.microsoftonline.com}, without trailing slash. */
    public URI authority() {
        return http.url();
    }

    /** What stands for {@code https://graph.microsoft.com}, without trailing slash. */
    public URI graphRoot() {
        return graph.url();
    }

    /** The server itself, for faults and for what it received; with plain Graph, only the token endpoint's. */
    public StandInHttp http() {
        return http;
    }

    /** Graph's server; the same as {@link #http()} unless Graph is plain. */
    public StandInHttp graphHttp() {
        return graph;
    }

    public EntraBehaviour behaviour() {
        return behaviour;
    }

    /** @param id GUID */
    public synchronized StandInTenant addTenant(String domain, String id) {
        StandInTenant tenant = new StandInTenant(domain, UUID.fromString(id).toString(), clock, behaviour);
        tenants.add(tenant);
        return tenant;
    }

    /** By any of its domains, or GUID. */
    public synchronized Optional<StandInTenant> tenant(String name) {
        return tenants.stream().filter(tenant -> tenant.isCalled(name)).findFirst();
    }

    /** The tenant in which a managed identity with that client ID lives. */
    synchronized Optional<StandInTenant> tenantOf(String appId) {
        return tenants.stream()
                .filter(tenant -> tenant.principalOf(appId).isPresent())
                .findFirst();
    }

    /** The first tenant; its first app is the system-assigned managed identity. */
    synchronized StandInTenant home() {
        return tenants.get(0);
    }

    /** HTTP requests since the start or {@link #forget}, token requests included. */
    public int httpRequests() {
        return http.received().size() + (graph == http ? 0 : graph.received().size());
    }

    /** Operations since the start or {@link #forget}: token requests, Graph requests, and each item of a batch. */
    public int exchanges() {
        return exchanges.get();
    }

    public int tokenRequests() {
        return tokenRequests.get();
    }

    /** All access tokens that were ever issued. */
    public List<String> issuedTokens() {
        return minted.issued();
    }

    /** Sets the counters back. */
    public void forget() {
        http.forget();
        graph.forget();
        exchanges.set(0);
        tokenRequests.set(0);
    }

    private StandInAnswer servePlain(StandInRequest request) {
        Headers headers = new Headers();
        headers.putAll(request.headers());
        headers.set(GraphQuery.SCHEME, "http");
        return serve(new StandInRequest(request.method(), request.path(), request.query(), headers, request.body()));
    }

    private synchronized StandInAnswer serve(StandInRequest request) {
        if (request.path().startsWith("/v1.0/")) {
            return frontDoor.answer(request);
        }
        exchanges.incrementAndGet();
        if (request.path().endsWith(EntraOpenId.PATH)) {
            return openId.answer(request);
        }
        tokenRequests.incrementAndGet();
        return tokens.answer(request);
    }

    @Override
    public void close() {
        http.close();
        graph.close();
    }
}
