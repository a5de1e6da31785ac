package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RecordingProxy;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a proxy leads to an address is asked for each address: the login host may need it, and Graph not. */
class ProxyByAddressTest {

    private static final String LOGIN = "login.stand-in.example";
    private static final String GRAPH = "graph.stand-in.example";

    private static ProxySelector only(String proxied, Proxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(uri.getHost().equals(proxied) ? proxy : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException cause) {
                // the client reports it
            }
        };
    }

    @ParameterizedTest
    @CsvSource({LOGIN + ", 0", GRAPH + ", 1"})
    void theHostThatFailedIsNamed(String proxied, int direct) throws Exception {
        try (EntraFixture bench = new EntraFixture();
                RecordingProxy proxy = new RecordingProxy("403 Forbidden")) {
            int port = bench.entra.http().url().getPort();
            EntraTenant tenant = new EntraTenant(
                    "x",
                    bench.configured().domain(),
                    EntraCloud.custom("https://" + LOGIN + ":" + port, "https://" + GRAPH + ":" + port));
            OkHttpClient client = StandInClients.okHttp()
                    .proxySelector(only(proxied, proxy.asProxy()))
                    .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                    .build();
            GraphEntraDirectory directory = GraphEntraDirectory.of(
                    tenant,
                    new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                    client);

            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));

            assertThat(failure.problem()).isEqualTo(EntraProblem.FOREIGN_ANSWER);
            assertThat(failure.cause()).contains(proxied).doesNotContain(proxied.equals(LOGIN) ? GRAPH : LOGIN);
            assertThat(proxy.asked()).containsExactly("CONNECT " + proxied + ":" + port + " HTTP/1.1");
            assertThat(bench.entra.httpRequests()).isEqualTo(direct);
        }
    }
}
