package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.transport.BasicProxyLogin;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RecordingProxy;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** A proxy that lets nothing through: said as what it is, and asked once, since a wrong password locks accounts. */
class ProxyRefusalTest {

    private static final String BASIC = "407 Proxy Authentication Required\nProxy-Authenticate: Basic realm=\"x\"";
    private static final String NTLM = "407 Proxy Authentication Required\nProxy-Authenticate: NTLM";

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final OperationContext operation = OperationContext.begin(time, time, line -> {}, Duration.ofMinutes(30));

    /** @param login whether the client has a user and password for the proxy */
    private static OkHttpClient client(RecordingProxy proxy, boolean login) {
        OkHttpClient.Builder client = new OkHttpClient.Builder().proxySelector(ProxySelector.of((InetSocketAddress)
                proxy.asProxy().address()));
        if (login) {
            client.proxyAuthenticator(
                    new BasicProxyLogin(() -> Optional.of(new BasicProxyLogin.Login("user", "wrong password"))));
        }
        return client.build();
    }

    private static BootstrapIdentity identity(boolean withToken) {
        return withToken
                ? new BootstrapIdentity.Supplied(request ->
                        Mono.just(new AccessToken("token", OffsetDateTime.now().plusHours(1))))
                : new BootstrapIdentity.ClientSecret("99999999-2222-3333-4444-555555555555", SecretText.of("secret"));
    }

    private static String head(String kind) {
        return switch (kind) {
            case "BASIC" -> BASIC;
            case "NTLM" -> NTLM;
            default -> kind + " Reason";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, false, 1, 0, PROXY_REFUSED",
        "BASIC, true, 2, 1, PROXY_REFUSED",
        "NTLM, true, 1, 0, PROXY_REFUSED",
        "403, false, 1, 0, FOREIGN_ANSWER"
    })
    void onTheWayToEntra(String kind, boolean login, int asked, int logins, EntraProblem problem) throws Exception {
        EntraTenant tenant = new EntraTenant(
                "x", "contoso.example", EntraCloud.custom("https://login.example", "https://graph.example"));
        for (boolean withToken : new boolean[] {false, true}) {
            try (RecordingProxy proxy = new RecordingProxy(head(kind))) {
                GraphEntraDirectory directory =
                        GraphEntraDirectory.of(tenant, identity(withToken), client(proxy, login));

                ProblemException failure = catchThrowableOfType(
                        ProblemException.class,
                        () -> directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, operation));

                String host = withToken ? "graph.example" : "login.example";
                assertThat(failure.problem()).isEqualTo(problem);
                assertThat(failure.cause()).contains(host);
                assertThat(proxy.asked()).hasSize(asked).allMatch(line -> line.startsWith("CONNECT " + host));
                assertThat(proxy.logins()).hasSize(logins);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BASIC, false, 1, 0", "BASIC, true, 2, 1", "NTLM, true, 1, 0", "403, false, 1, 0"})
    void onTheWayToAServer(String kind, boolean login, int asked, int logins) throws Exception {
        for (String url : new String[] {"https://tm.example:8080", "http://tm.example:8080"}) {
            if (kind.equals("403") && url.startsWith("http:")) {
                continue; // there the server itself may have said so
            }
            try (RecordingProxy proxy = new RecordingProxy(head(kind))) {
                RestThreatManagerServer server = new RestThreatManagerServer(
                        client(proxy, login),
                        new ServerSettings(
                                "tm-test",
                                URI.create(url),
                                new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                                new ServerSettings.Encryption(Optional.empty(), false, true),
                                ApiProfile.parse("test profile", Shape.RELATIVE.profile())));

                ProblemException failure =
                        catchThrowableOfType(ProblemException.class, () -> server.observe(operation));

                assertThat(failure.problem()).isEqualTo(ServerProblem.PROXY_REFUSED);
                assertThat(proxy.asked()).hasSize(asked);
                assertThat(proxy.logins()).hasSize(logins);
            }
        }
    }
}
