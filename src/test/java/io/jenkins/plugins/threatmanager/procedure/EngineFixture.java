package io.jenkins.plugins.threatmanager.procedure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import reactor.core.publisher.Mono;

/**
 * A whole world on the loopback address, in simulated time: an Entra tenant with a bootstrap identity, a Threat Manager
 * server whose Test Connection and syncs ask that tenant, a vault, and the real clients in front of them.
 */
public final class EngineFixture implements AutoCloseable {

    public static final String DOMAIN = StandInWorld.DOMAIN;
    public static final String CREDENTIALS_ID = "contoso-tm";
    public static final Controller CONTROLLER = new Controller("jenkins.contoso.com", "0a".repeat(16));

    private static final OkHttpClient OK_HTTP = StandInClients.okHttp().build();
    private static final HttpClient TOKEN_HTTP = StandInClients.azureHttp();

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final StandInWorld world;
    private final String apiProfile;
    private final ThreatManagerDialect dialect;
    private final MemoryVault vault = new MemoryVault();
    private final List<String> said = new ArrayList<>();
    private final AuditWatch audit = new AuditWatch();

    /** Of the tenant, for requests that are made from now on. */
    public TenantPolicy policy = Requests.ALL_ALLOWED;

    /** What the app registration is to say of itself, for requests that are made from now on. */
    public AppDetails details = AppDetails.NONE;

    /** What plans have to pass, for runs that begin from now on. */
    public PlanGate gate = PlanGate.OPEN;

    /** How connections to Threat Manager that are made from now on sign in. */
    public ServerAuthentication serverAuthentication =
            new ServerAuthentication.AppToken(SecretText.of(StandInWorld.APP_TOKEN));

    /** Everything the least-privilege bootstrap identity may do, and the server that the bundled profile describes. */
    public EngineFixture() {
        this(new RelativeDialect(), ApiProfile.bundledText(), StandInWorld.leastPrivileges());
    }

    /** @param permissions of the bootstrap identity */
    public EngineFixture(ThreatManagerDialect dialect, String apiProfile, String... permissions) {
        this.apiProfile = apiProfile;
        this.dialect = dialect;
        world = new StandInWorld(time, StandInClients.TLS, dialect, permissions);
        audit.watch(entra().http());
        audit.watch(threatManager().http());
    }

    /** Whether Entra takes a secret now. */
    public boolean isAlive(StandInSecret secret) {
        return world.isAlive(secret);
    }

    public SimulatedTime time() {
        return time;
    }

    public EntraStandIn entra() {
        return world.entra();
    }

    public StandInTenant tenant() {
        return world.tenant();
    }

    public StandInApp bootstrap() {
        return world.bootstrap();
    }

    public ThreatManagerStandIn threatManager() {
        return world.threatManager();
    }

    public MemoryVault vault() {
        return vault;
    }

    /** What the runs of {@link #onboarding} and {@link #places} put down, next to what they did. */
    public AuditWatch audit() {
        return audit;
    }

    /** All progress lines since the start. */
    public List<String> said() {
        return said;
    }

    /** The managed app registration; fails if there is none. */
    public StandInApp app() {
        return tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME).orElseThrow();
    }

    /** A fresh client, as each operation has. */
    public EntraDirectory directory() {
        return directory(bootstrap(), world.bootstrapSecret());
    }

    /**
     * A fresh client.
     *
     * @param before called before each exchange, with the token endpoint as with Graph
     */
    public EntraDirectory directory(Runnable before) {
        OkHttpClient graph = OK_HTTP.newBuilder()
                .addInterceptor(chain -> {
                    before.run();
                    return chain.proceed(chain.request());
                })
                .build();
        HttpClient tokens = new HttpClient() {
            @Override
            public Mono<HttpResponse> send(HttpRequest request) {
                before.run();
                return TOKEN_HTTP.send(request);
            }

            @Override
            public HttpResponse sendSync(HttpRequest request, Context context) {
                before.run();
                return TOKEN_HTTP.sendSync(request, context);
            }
        };
        return directory(bootstrap(), world.bootstrapSecret(), graph, tokens);
    }

    /** A fresh client that signs in as another identity. */
    public EntraDirectory directory(StandInApp identity, StandInSecret secret) {
        return directory(identity, secret, OK_HTTP, TOKEN_HTTP);
    }

    /** A fresh client that signs in as any identity. */
    public EntraDirectory directory(BootstrapIdentity identity) {
        return directory(identity, OK_HTTP, TOKEN_HTTP);
    }

    private EntraDirectory directory(StandInApp identity, StandInSecret secret, OkHttpClient graph, HttpClient tokens) {
        return directory(
                new BootstrapIdentity.ClientSecret(identity.appId(), SecretText.of(secret.text())), graph, tokens);
    }

    private EntraDirectory directory(BootstrapIdentity identity, OkHttpClient graph, HttpClient tokens) {
        EntraCloud cloud = EntraCloud.custom(
                entra().authority().toString(), entra().graphRoot().toString());
        return GraphEntraDirectory.of(new EntraTenant("contoso", DOMAIN, cloud), identity, graph, tokens);
    }

    /** A fresh connection, as each operation has. */
    public ThreatManagerServer server() {
        return server("tm-test", threatManager());
    }

    /** One more server that signs in to the same tenant, of the same dialect. */
    public ThreatManagerStandIn addThreatManager() {
        ThreatManagerStandIn more = world.addThreatManager(dialect);
        audit.watch(more.http());
        return more;
    }

    /** A fresh connection to one of several servers. */
    public ThreatManagerServer server(String name, ThreatManagerStandIn standIn) {
        return new RestThreatManagerServer(
                OK_HTTP,
                ServerFixture.settings(
                        name, standIn.url(), serverAuthentication, Optional.of(StandInClients.TLS), apiProfile));
    }

    public OperationContext operation() {
        return OperationContext.begin(time, time, said::add, Duration.ofMinutes(60));
    }

    /** The whole procedure with all defaults. */
    public OnboardRequest request(Allowance... allowances) {
        return request(EnumSet.allOf(Stage.class), allowances);
    }

    public OnboardRequest request(Set<Stage> stages, Allowance... allowances) {
        return request(
                new ProcedureRequest.Secret(
                        CREDENTIALS_ID, CalendarPeriod.parse("24 months"), CalendarPeriod.parse("30 days")),
                stages,
                allowances);
    }

    /** @param secret how the client secret is to be */
    public OnboardRequest request(ProcedureRequest.Secret secret, Set<Stage> stages, Allowance... allowances) {
        TenantGoal goal = new TenantGoal(
                new TenantGoal.Tenant("contoso", DOMAIN, "GLOBAL", policy, details),
                CONTROLLER,
                new ProcedureRequest.App(
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        ProcedureRequest.DEFAULT_APP_NAME,
                        ProcedureRequest.DEFAULT_PERMISSIONS),
                Optional.of(secret),
                Optional.of(ProcedureRequest.defaultProfileName(ProcedureRequest.DEFAULT_APP_NAME, DOMAIN)),
                Set.of(allowances));
        return new OnboardRequest(goal, stages, Duration.ZERO);
    }

    public Onboarding onboarding(ProcedureListener journal) {
        return new Onboarding(places(directory(), ServerTargets.named(Optional.of(server())), List::of, journal));
    }

    /** With the vault, and everything put down in {@link #audit}. */
    public Places places(
            EntraDirectory directory,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            ProcedureListener journal) {
        return Places.of(directory, audit.watch(vault), named, others, journal, audit, gate);
    }

    /** Runs the whole procedure. */
    public Outcome run(Allowance... allowances) throws InterruptedException {
        return onboarding(ProcedureListener.NONE).run(request(allowances), operation());
    }

    @Override
    public void close() {
        world.close();
    }
}
