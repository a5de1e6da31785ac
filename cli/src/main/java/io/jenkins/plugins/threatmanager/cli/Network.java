package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.BasicProxyLogin;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.util.Optional;
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
        return GraphEntraDirectory.of(tenant, identity, okHttp());
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
        proxies.login().ifPresent(login -> client.proxyAuthenticator(new BasicProxyLogin(() -> Optional.of(login))));
        return client.build();
    }
}
