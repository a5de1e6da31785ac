package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.okhttp.api.JenkinsOkHttpClient;
import io.jenkins.plugins.threatmanager.credentials.BootstrapCopies;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapVault;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.KeptSignIn;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import java.time.Clock;
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

    /**
     * Signed in as an identity of a tenant, for the rotation of its own secret.
     *
     * @param rotator whether it is the identity for rotations
     * @throws ProblemException if the tenant has none, or a credential is missing or unusable
     */
    public static EntraDirectory bootstrap(Tenant tenant, boolean rotator, @CheckForNull Run<?, ?> run) {
        return directory(tenant, bootstrapOf(tenant, rotator), run);
    }

    /** Application (client) ID of an identity of a tenant; empty if the configuration does not say. */
    public static String bootstrapClientId(Tenant tenant, boolean rotator) {
        return bootstrapOf(tenant, rotator).clientId();
    }

    /**
     * Where the secret of an identity of a tenant is kept.
     *
     * @param store the plugin's own
     */
    public static BootstrapVault bootstrapVault(
            Tenant tenant, boolean rotator, SecretVault store, @CheckForNull Run<?, ?> run) {
        return new BootstrapVault(
                store,
                bootstrapOf(tenant, rotator) instanceof ClientSecretAuthentication named
                        ? named.configured(run)
                                .map(text -> new BootstrapVault.Configured(
                                        "the credential '" + named.getCredentialsId() + "'",
                                        tenant.getDomain(),
                                        named.getClientId(),
                                        text))
                        : Optional.empty());
    }

    private static TenantAuthentication bootstrapOf(Tenant tenant, boolean rotator) {
        TenantAuthentication identity = rotator ? tenant.getRotationAuthentication() : tenant.getAuthentication();
        if (identity == null) {
            throw new ProblemException(
                    ProcedureProblem.BAD_INPUT,
                    "The tenant '" + tenant.getName() + "' has no identity of its own for rotations.",
                    "Leave rotationIdentity out.");
        }
        return identity;
    }

    private static EntraDirectory directory(Tenant tenant, TenantAuthentication identity, @CheckForNull Run<?, ?> run) {
        EntraTenant entra = tenant.toEntraTenant();
        String graph = LocalAddress.hostOf(entra.cloud().graph());
        return GraphEntraDirectory.of(
                entra,
                signIn(identity, run),
                counted(host -> host.equalsIgnoreCase(graph) ? Traffic.Service.GRAPH : Traffic.Service.TOKEN));
    }

    /** What the plugin keeps comes before what the configuration names: that may have been written again since. */
    private static BootstrapIdentity signIn(TenantAuthentication identity, @CheckForNull Run<?, ?> run) {
        if (identity instanceof ClientSecretAuthentication named) {
            Optional<SecretText> configured = named.configured(run);
            Optional<StoredSecret> kept = configured.isPresent()
                    ? BootstrapCopies.findIfReadable(named.getClientId())
                    : BootstrapCopies.find(named.getClientId());
            if (kept.isPresent()) {
                return KeptSignIn.identity(
                        kept.get(), configured, Clock.systemUTC().instant());
            }
        }
        return identity.identity(run);
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
