package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.GraphRoles;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** A stand-in with one tenant and one bootstrap identity, and the real client in front of it. */
public final class EntraBench implements AutoCloseable {

    public static final String UNIQUE = "netwrix-threat-manager-entra-id-sync";
    public static final String NAME = "Entra for Netwrix Threat Manager";
    static final String DOMAIN = "contoso.onmicrosoft.com";
    static final String TENANT = "11111111-2222-3333-4444-555555555555";
    public static final String[] BOOTSTRAP = {
        "Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All"
    };
    static final List<String> WANTED = List.of(
            "AdministrativeUnit.Read.All",
            "Application.Read.All",
            "Device.Read.All",
            "Group.Read.All",
            "GroupMember.Read.All",
            "IdentityRiskyServicePrincipal.Read.All",
            "IdentityRiskyUser.Read.All",
            "Organization.Read.All",
            "RoleAssignmentSchedule.ReadWrite.Directory",
            "RoleEligibilitySchedule.ReadWrite.Directory",
            "RoleManagement.Read.All",
            "User.Read.All");
    static final SSLContext TLS = new StandInTls().context();

    final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    public final EntraStandIn entra;
    public final StandInTenant tenant;
    public final StandInApp bootstrap;
    public final String bootstrapSecret;
    public final List<String> said = new ArrayList<>();
    final AtomicInteger names = new AtomicInteger();
    public OperationContext operation = begin(Duration.ofMinutes(30));

    public EntraBench() {
        this(BOOTSTRAP);
    }

    public EntraBench(String... permissions) {
        try {
            entra = EntraStandIn.start(time, TLS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tenant = entra.addTenant(DOMAIN, TENANT);
        bootstrap = tenant.registerBootstrap("Jenkins", permissions);
        bootstrapSecret = tenant.addSecretByHand(
                        bootstrap, "jenkins", time.instant().plus(Duration.ofDays(90)))
                .text();
    }

    public OperationContext begin(Duration timeout) {
        return OperationContext.begin(time, time, said::add, timeout);
    }

    public EntraTenant configured() {
        return new EntraTenant(
                "contoso",
                DOMAIN,
                EntraCloud.custom(
                        entra.authority().toString(), entra.graphRoot().toString()));
    }

    public GraphEntraDirectory directory() {
        return directory(new BootstrapIdentity.ClientSecret(bootstrap.appId(), SecretText.of(bootstrapSecret)));
    }

    public GraphEntraDirectory directory(BootstrapIdentity identity) {
        return GraphEntraDirectory.of(configured(), identity, okHttp().build(), azureHttp());
    }

    public static OkHttpClient.Builder okHttp() {
        return new OkHttpClient.Builder().sslSocketFactory(TLS.getSocketFactory(), trust());
    }

    public static HttpClient azureHttp() {
        return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(TLS)).build();
    }

    private static X509TrustManager trust() {
        return new TrustAll();
    }

    public ApplicationSpec spec(GraphResource graph) {
        return new ApplicationSpec(
                UNIQUE,
                NAME,
                List.of("managed"),
                graph.resolve(WANTED).stream().map(RequestedAccess::of).toList());
    }

    public SecretRequest secretRequest() {
        return new SecretRequest(
                () -> "jenkins-" + names.incrementAndGet(), time.instant().plus(Duration.ofDays(730)));
    }

    public AccessRequest request(Application application, GraphResource graph) {
        return new AccessRequest(application, graph, graph.resolve(WANTED), Optional.of(secretRequest()));
    }

    /** The managed application with service principal, as after a first run. */
    public Application onboarded(GraphEntraDirectory directory, DirectorySnapshot seen) throws InterruptedException {
        return established(directory, created(directory, seen.graph()), seen.graph());
    }

    /** The application, bare, as a creation leaves it; found by its name if the answer to that was lost. */
    public Application created(GraphEntraDirectory directory, GraphResource graph) throws InterruptedException {
        Optional<Application> app = directory.create(spec(graph), operation);
        while (app.isEmpty()) {
            operation.pause(Duration.ofSeconds(5), "the application is to be seen");
            app = directory.observe(UNIQUE, NAME, operation).managed();
        }
        return app.get();
    }

    /** The application with its service principal. */
    public Application established(GraphEntraDirectory directory, Application app, GraphResource graph)
            throws InterruptedException {
        Application now = directory.createServicePrincipal(app, List.of("ours"), Optional.of(spec(graph)), operation);
        return spec(graph).isMetBy(now) ? now : directory.update(now, spec(graph), operation);
    }

    public StandInApp managed() {
        return tenant.named(UNIQUE).orElseThrow();
    }

    static Set<String> wanted() {
        return Set.copyOf(WANTED);
    }

    static String roleId(String name) {
        return GraphRoles.id(name);
    }

    static List<String> list(String... values) {
        return Arrays.asList(values);
    }

    @Override
    public void close() {
        entra.close();
    }

    /** The socket factory's own context decides; OkHttp wants a manager beside it. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // never a server here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // the context has decided
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
