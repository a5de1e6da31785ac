package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;

/** A stand-in, a clock that it shares with the connector, and what was said meanwhile. */
public final class ServerFixture implements AutoCloseable {

    public static final SecretText APP_TOKEN = SecretText.of("app-token-8d1f");

    /** One for all tests: its threads live on for a minute. */
    public static final OkHttpClient CLIENT = new OkHttpClient();

    private final String profile;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final ThreatManagerStandIn standIn;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private ServerFixture(ThreatManagerDialect dialect, String profile, StandInTls tls) throws IOException {
        this.profile = profile;
        standIn = new ThreatManagerStandIn(dialect, time, tls == null ? null : tls.context());
        standIn.accounts().addAppToken(APP_TOKEN.reveal(), route -> true);
    }

    public static ServerFixture start(Shape shape) throws IOException {
        return start(shape, null);
    }

    public static ServerFixture start(Variation variation) throws IOException {
        return new ServerFixture(variation.dialect(), variation.profile(), null);
    }

    public static ServerFixture start(Shape shape, StandInTls tls) throws IOException {
        return new ServerFixture(shape.dialect(), shape.profile(), tls);
    }

    public RestThreatManagerServer connect() {
        return connect(new ServerAuthentication.AppToken(APP_TOKEN));
    }

    public RestThreatManagerServer connect(ServerAuthentication authentication) {
        return connect(authentication, profile);
    }

    public RestThreatManagerServer connect(ServerAuthentication authentication, String profile) {
        return new RestThreatManagerServer(CLIENT, settings(standIn.url(), authentication, profile));
    }

    public static ServerSettings settings(URI url, ServerAuthentication authentication, String profile) {
        return settings("tm-test", url, authentication, Optional.empty(), profile);
    }

    /** @param tls whose certificate to trust besides the JVM's */
    public static ServerSettings settings(
            String name, URI url, ServerAuthentication authentication, Optional<StandInTls> tls, String profile) {
        return new ServerSettings(
                name,
                url,
                authentication,
                new ServerSettings.Encryption(tls.map(StandInTls::pem), false, false),
                ApiProfile.parse("test profile", profile));
    }

    public OperationContext operation() {
        return OperationContext.begin(time, time, said::add, Duration.ofDays(1));
    }

    public SimulatedTime time() {
        return time;
    }

    public ThreatManagerStandIn standIn() {
        return standIn;
    }

    public StandInHttp http() {
        return standIn.http();
    }

    public ThreatManagerConsole console() {
        return standIn.console();
    }

    /** Every progress line so far. */
    public List<String> said() {
        return said;
    }

    @Override
    public void close() {
        standIn.close();
    }
}
