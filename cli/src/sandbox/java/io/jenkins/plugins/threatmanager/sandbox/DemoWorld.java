package io.jenkins.plugins.threatmanager.sandbox;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/** What the demo works on: the real clients in front of stand-ins for a tenant and a server, in simulated time from now on. */
final class DemoWorld implements AutoCloseable {

    private static final String SERVER = "tm-prod";

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

    Onboarding onboarding(ProcedureListener listener) {
        return new Onboarding(directory(), vault, Optional.of(server()), listener);
    }

    Rotation rotation(ProcedureListener listener) {
        return new Rotation(
                directory(), vault, List.of(new ServerTarget(SERVER, Optional.of(server()))), List::of, listener);
    }

    OperationContext operation(Progress progress) {
        return OperationContext.begin(time, time, progress, Duration.ofMinutes(60));
    }

    /** The whole procedure with all defaults. */
    ProcedureRequest request() {
        return new ProcedureRequest(
                "contoso",
                StandInWorld.DOMAIN,
                "GLOBAL",
                new Controller("jenkins.contoso.com", "0a0a0a0a0a0a"),
                new ProcedureRequest.App(
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        ProcedureRequest.DEFAULT_APP_NAME,
                        ProcedureRequest.DEFAULT_PERMISSIONS),
                new ProcedureRequest.Secret(
                        "contoso-tm",
                        CalendarPeriod.parse(ProcedureRequest.DEFAULT_SECRET_LIFETIME),
                        CalendarPeriod.parse(ProcedureRequest.DEFAULT_RENEW_BEFORE)),
                ProcedureRequest.defaultProfileName(ProcedureRequest.DEFAULT_APP_NAME, StandInWorld.DOMAIN),
                EnumSet.allOf(Stage.class),
                Set.of(),
                Duration.ZERO);
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
                        Optional.of(tls.pem()),
                        false,
                        false,
                        ApiProfile.bundled()));
    }

    @Override
    public void close() {
        world.close();
    }
}
