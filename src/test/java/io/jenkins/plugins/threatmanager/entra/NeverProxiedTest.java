package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.transport.RecordingProxy;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever hands a client with a proxy to the engine, as Jenkins and the command line do: what stays on this machine
 * stays there. Attack: plain http to this machine is allowed because nobody else hears it, and a proxy would.
 */
class NeverProxiedTest {

    private final RecordingProxy proxy = new RecordingProxy();

    NeverProxiedTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private OkHttpClient proxied(OkHttpClient.Builder client, boolean fixed) {
        return (fixed
                        ? client.proxy(proxy.asProxy())
                        : client.proxySelector(ProxySelector.of(
                                (InetSocketAddress) proxy.asProxy().address())))
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void entraOnThisMachine(boolean fixed) throws InterruptedException {
        try (EntraFixture bench = new EntraFixture()) {
            GraphEntraDirectory directory = GraphEntraDirectory.of(
                    bench.configured(),
                    new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                    proxied(StandInClients.okHttp(), fixed),
                    new JdkHttpClientBuilder()
                            .proxy(new ProxyOptions(ProxyOptions.Type.HTTP, (InetSocketAddress)
                                    proxy.asProxy().address()))
                            .build());
            assertThat(directory
                            .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                            .managed())
                    .isEmpty();
        }
        assertThat(proxy.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void threatManagerOnThisMachine(boolean fixed) throws Exception {
        try (ServerFixture bench = ServerFixture.start(Shape.RELATIVE)) {
            RestThreatManagerServer server = new RestThreatManagerServer(
                    proxied(new OkHttpClient.Builder(), fixed),
                    ServerFixture.settings(
                            bench.standIn().url(),
                            new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                            Shape.RELATIVE.profile()));
            server.observe(bench.operation());
        }
        assertThat(proxy.asked()).isEmpty();
    }
}
