package io.jenkins.plugins.threatmanager.sandbox;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** What the demo works on: the real clients in front of stand-ins for a tenant and a server, in simulated time from now on. */
final class DemoWorld implements AutoCloseable {

    private static final String SERVER = "tm-prod";
    private static final RequestFactory REQUESTS = new RequestFactory(
            new ArgumentValues(),
            ProcedureRequest.DEFAULT_UNIQUE_NAME,
            new Controller("jenkins.contoso.com", "0a".repeat(16)));

    private final SimulatedTime time = new SimulatedTime(Instant.now());
    private final StandInTls tls = new StandInTls();
    private final Trust trust = Trust.with(tls.pem());
    private final DemoVault vault = new DemoVault();
    private final StandInWorld world = new StandInWorld(
            time,
            tls,
            new RelativeDialect(),
            "Application.ReadWrite.OwnedBy",
            "AppRoleAssignment.ReadWrite.All",
            "Application.Read.All");
    private final OkHttpClient okHttp = new OkHttpClient.Builder()
            .sslSocketFactory(trust.context().getSocketFactory(), trust.manager())
            .build();

    StandInWorld standIns() {
        return world;
    }

    /** As if so many days had passed. */
    void passDays(int days) {
        time.advance(Duration.ofDays(days));
    }

    /** Does it with all defaults. */
    Outcome perform(Operation operation, Narration narration) throws InterruptedException {
        return perform(operation, false, narration, narration);
    }

    /** Plans it with all defaults, in silence. */
    Outcome plan(Operation operation, ProcedureListener listener) throws InterruptedException {
        return perform(operation, true, listener, line -> {});
    }

    private Outcome perform(Operation operation, boolean plan, ProcedureListener listener, Progress progress)
            throws InterruptedException {
        PreparedOperation<?> prepared = REQUESTS.prepare(
                operation,
                new TenantGoal.Tenant("contoso", StandInWorld.DOMAIN, "GLOBAL", TenantPolicy.DEFAULT),
                new ArgumentValues()
                        .put(Argument.SERVER, SERVER)
                        .put(Argument.CREDENTIALS_ID, "contoso-tm")
                        .put(Argument.PLAN, plan));
        Places places = Places.of(
                directory(),
                vault,
                List.of(new ServerTarget(SERVER, Optional.of(server()))),
                List::of,
                listener,
                AuditTrail.NONE);
        return prepared.perform(places, OperationContext.begin(time, time, progress, prepared.timeout()));
    }

    private EntraDirectory directory() {
        EntraCloud cloud = EntraCloud.custom(
                world.entra().authority().toString(), world.entra().graphRoot().toString());
        return GraphEntraDirectory.of(
                new EntraTenant("contoso", StandInWorld.DOMAIN, cloud),
                new BootstrapIdentity.ClientSecret(
                        world.bootstrap().appId(),
                        SecretText.of(world.bootstrapSecret().text())),
                okHttp,
                new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trust.context())).build());
    }

    private ThreatManagerServer server() {
        return new RestThreatManagerServer(
                okHttp,
                new ServerSettings(
                        SERVER,
                        world.threatManager().url(),
                        new ServerAuthentication.AppToken(SecretText.of(StandInWorld.APP_TOKEN)),
                        new ServerSettings.Encryption(Optional.of(tls.pem()), false, false),
                        ApiProfile.bundled()));
    }

    @Override
    public void close() {
        world.close();
    }
}
