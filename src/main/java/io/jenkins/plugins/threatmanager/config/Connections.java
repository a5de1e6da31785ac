package io.jenkins.plugins.threatmanager.config;

import hudson.model.Run;
import io.jenkins.plugins.azuresdk.HttpClientRetriever;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * From configuration to connections: secrets from Jenkins Credentials, the proxy of Jenkins, a fresh client for each
 * operation, so that a changed proxy or secret counts at once.
 */
public final class Connections {

    private Connections() {}

    /**
     * @param run whose use of credentials is tracked; null for a check by an administrator
     * @throws ProblemException if a credential is missing or unusable
     */
    public static EntraDirectory directory(Tenant tenant, Run<?, ?> run) {
        return directory(tenant, tenant.getAuthentication(), run);
    }

    /**
     * The same for a rotation, which the tenant may have another identity for.
     *
     * @param run as for {@link #directory(Tenant, Run)}
     * @throws ProblemException if a credential is missing or unusable
     */
    public static EntraDirectory directoryForRotation(Tenant tenant, Run<?, ?> run) {
        return directory(tenant, tenant.rotator(), run);
    }

    private static EntraDirectory directory(Tenant tenant, TenantAuthentication identity, Run<?, ?> run) {
        return GraphEntraDirectory.of(
                tenant.toEntraTenant(), identity.identity(run), http(), HttpClientRetriever.get());
    }

    /**
     * @param run whose use of credentials is tracked; null for a check by an administrator
     * @return empty for a server that is set up by hand
     * @throws ProblemException if it is invalid, or a credential is missing or unusable
     */
    public static Optional<ThreatManagerServer> server(Server server, Run<?, ?> run) {
        ThreatManagerConfiguration.requireUsable(server::validate);
        return server.isByHand() ? Optional.empty() : Optional.of(rest(server, run));
    }

    /** A server that is administered by its REST interface. */
    static RestThreatManagerServer rest(Server server, Run<?, ?> run) {
        return new RestThreatManagerServer(
                http(),
                new ServerSettings(
                        server.getName(),
                        ServerSettings.address(server.getUrl(), server.isAllowHttp()),
                        server.getAuthentication().authentication(run),
                        new ServerSettings.Encryption(
                                Optional.of(server.getCaCertificate()).filter(pem -> !pem.isEmpty()),
                                server.isSkipTlsVerification(),
                                server.isAllowHttp()),
                        ((RestConnector) server.getConnector()).apiProfile()));
    }

    private static OkHttpClient http() {
        return JenkinsOkHttpClient.newClientBuilder(new OkHttpClient())
                .proxyAuthenticator(new ProxyLogin())
                .build();
    }
}
