package io.jenkins.plugins.threatmanager.cli;

import com.azure.core.http.HttpClient;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/**
 * How the command line reaches the world: through the proxy that the JVM's properties or {@code HTTPS_PROXY} name,
 * trusting the JVM's certificate authorities and one more file.
 *
 * @param proxies which proxy for which host
 * @param trust which certificates
 * @param stop whether no request is to be begun any more
 */
record Network(Proxies proxies, Trust trust, Stop stop) {

    EntraDirectory directory(EntraTenant tenant, BootstrapIdentity identity) {
        return GraphEntraDirectory.of(
                tenant, identity, okHttp(), azure(tenant.cloud().authority()));
    }

    /** The settings' own certificates and exceptions come on top of the trust here. */
    ThreatManagerServer server(ServerSettings settings) {
        return new RestThreatManagerServer(okHttp(), settings);
    }

    private OkHttpClient okHttp() {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .addInterceptor(new StopGate(stop))
                .proxySelector(proxies.selector())
                .sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        proxies.login()
                .ifPresent(login -> client.proxyAuthenticator((route, response) -> {
                    if (response.request().header("Proxy-Authorization") != null) {
                        return null;
                    }
                    return response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", Credentials.basic(login.user(), login.password()))
                            .build();
                }));
        return client.build();
    }

    /** For azure-identity, which asks one host only. */
    private HttpClient azure(URI authority) {
        JdkHttpClientBuilder client =
                new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trust.context()));
        proxyFor(authority).ifPresent(client::proxy);
        return client.build();
    }

    private Optional<ProxyOptions> proxyFor(URI authority) {
        ProxySelector selector = proxies.selector();
        return selector.select(authority).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst()
                .map(proxy -> new ProxyOptions(ProxyOptions.Type.HTTP, (InetSocketAddress) proxy.address()))
                .map(options -> proxies.login()
                        .map(login -> options.setCredentials(login.user(), login.password()))
                        .orElse(options));
    }
}
