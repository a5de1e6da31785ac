package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * From configuration to connections: secrets from Jenkins Credentials, the proxy of Jenkins, a fresh client for each
 * operation, so that a changed proxy or secret counts at once.
 */
@Restricted(NoExternalUse.class)
public final class Connections {

    private Connections() {}

    /**
     * @param operation what it is for: a rotation may have an identity of its own
     * @param run whose use of credentials is tracked; null outside a build
     * @throws ProblemException if a credential is missing or unusable
     */
    public static EntraDirectory directory(Tenant tenant, Operation operation, @CheckForNull Run<?, ?> run) {
        return directory(tenant, operation.rotates() ? tenant.rotator() : tenant.getAuthentication(), run);
    }

    private static EntraDirectory directory(Tenant tenant, TenantAuthentication identity, @CheckForNull Run<?, ?> run) {
        EntraTenant entra = tenant.toEntraTenant();
        String graph = LocalAddress.hostOf(entra.cloud().graph());
        return GraphEntraDirectory.of(
                entra,
                identity.identity(run),
                counted(host -> host.equalsIgnoreCase(graph) ? Traffic.Service.GRAPH : Traffic.Service.TOKEN));
    }

    /**
     * @param run whose use of credentials is tracked; null for a check by an administrator
     * @return empty for a server that is set up by hand
     * @throws ProblemException if it is invalid, or a credential is missing or unusable
     */
    public static Optional<ThreatManagerServer> server(Server server, @CheckForNull Run<?, ?> run) {
        ThreatManagerConfiguration.requireUsable(server::validate);
        return server.isByHand() ? Optional.empty() : Optional.of(rest(server, run));
    }

    /**
     * The servers that an operation is about.
     *
     * @throws ProblemException if one is invalid, or a credential is missing or unusable
     */
    public static List<ServerTarget> targets(List<Server> servers, @CheckForNull Run<?, ?> run) {
        return servers.stream()
                .map(server -> new ServerTarget(server.getName(), server(server, run)))
                .toList();
    }

    /**
     * Servers that an operation does not name, but may use, those that are set up by hand included: they may hold the
     * same secret. One that is invalid, or that cannot be connected to, is among them: what is on it is unknown.
     *
     * @param usable those that the operation may use
     * @param named those that it is about
     */
    public static List<ServerTarget> others(List<Server> usable, List<String> named, @CheckForNull Run<?, ?> run) {
        return usable.stream()
                .filter(server -> !named.contains(server.getName()))
                .map(server -> ServerTarget.ifConnectable(server.getName(), () -> server(server, run)))
                .toList();
    }

    /** A server that is administered by its REST interface. */
    static RestThreatManagerServer rest(Server server, @CheckForNull Run<?, ?> run) {
        return new RestThreatManagerServer(
                counted(host -> Traffic.Service.SERVER),
                new ServerSettings(
                        server.getName(),
                        ServerSettings.address(server.getUrl(), server.isAllowHttp()),
                        server.login().authentication(run),
                        new ServerSettings.Encryption(
                                Optional.of(server.getCaCertificate()).filter(pem -> !pem.isEmpty()),
                                server.isSkipTlsVerification(),
                                server.isAllowHttp()),
                        ((RestConnector) server.getConnector()).apiProfile()));
    }

    /** @param service who is asked, by the host */
    private static OkHttpClient counted(Function<String, Traffic.Service> service) {
        return http().newBuilder()
                .addInterceptor(chain -> {
                    Traffic.OF_PROCESS.sent(service.apply(chain.request().url().host()));
                    return chain.proceed(chain.request());
                })
                .build();
    }

    /** Through the proxy of Jenkins, with its login. */
    public static OkHttpClient http() {
        return JenkinsOkHttpClient.newClientBuilder(new OkHttpClient())
                .proxyAuthenticator(ProxyLogin.ofJenkins())
                .build();
    }
}
