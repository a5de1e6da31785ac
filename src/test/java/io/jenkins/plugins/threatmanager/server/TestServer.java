package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;

/** A stand-in, a clock that it shares with the connector, and what was said meanwhile. */
final class TestServer implements AutoCloseable {

    static final SecretText APP_TOKEN = SecretText.of("app-token-8d1f");

    /** One for all tests: its threads live on for a minute. */
    static final OkHttpClient CLIENT = new OkHttpClient();

    private final String profile;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final ThreatManagerStandIn standIn;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private TestServer(ThreatManagerDialect dialect, String profile, StandInTls tls) throws IOException {
        this.profile = profile;
        standIn = new ThreatManagerStandIn(dialect, time, tls == null ? null : tls.context());
        standIn.accounts().addAppToken(APP_TOKEN.reveal(), route -> true);
    }

    static TestServer start(Shape shape) throws IOException {
        return start(shape, null);
    }

    static TestServer start(Variation variation) throws IOException {
        return new TestServer(variation.dialect(), variation.profile(), null);
    }

    static TestServer start(Shape shape, StandInTls tls) throws IOException {
        return new TestServer(shape.dialect(), shape.profile(), tls);
    }

    RestThreatManagerServer connect() {
        return connect(new ServerAuthentication.AppToken(APP_TOKEN));
    }

    RestThreatManagerServer connect(ServerAuthentication authentication) {
        return connect(authentication, profile);
    }

    RestThreatManagerServer connect(ServerAuthentication authentication, String profile) {
        return new RestThreatManagerServer(CLIENT, settings(standIn.url(), authentication, profile));
    }

    static ServerSettings settings(URI url, ServerAuthentication authentication, String profile) {
        return new ServerSettings(
                "tm-test",
                url,
                authentication,
                Optional.empty(),
                false,
                false,
                ApiProfile.parse("test profile", profile));
    }

    Operation operation() {
        return Operation.begin(time, time, said::add, Duration.ofDays(1));
    }

    SimulatedTime time() {
        return time;
    }

    ThreatManagerStandIn standIn() {
        return standIn;
    }

    StandInHttp http() {
        return standIn.http();
    }

    ThreatManagerConsole console() {
        return standIn.console();
    }

    /** Every progress line so far. */
    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        standIn.close();
    }
}
