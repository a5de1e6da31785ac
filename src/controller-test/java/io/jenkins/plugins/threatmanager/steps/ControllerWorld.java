package io.jenkins.plugins.threatmanager.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.HandOffConnector;
import io.jenkins.plugins.threatmanager.config.RestConnector;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The world around a controller, and what the controller is told of it: tenant {@code contoso}, server {@code tm-test},
 * server {@code tm-hand} that is set up by hand. The stand-ins' time jumps whenever somebody looks into Sync History, so
 * that a first sync has ended at the first look.
 */
public final class ControllerWorld implements AutoCloseable {

    public static final String CREDENTIALS_ID = "contoso-tm";

    /** An App Token that looks different in HTML, XML, JSON and URLs. */
    public static final String APP_TOKEN = "app-token-\"93e2\"<&>/+";

    /** The arguments that every step about a server needs. */
    public static final String ARGUMENTS = "tenant: 'contoso', server: 'tm-test', credentialsId: 'contoso-tm'";

    private static final Duration LONGER_THAN_A_SYNC = Duration.ofMinutes(10);

    private final SimulatedTime time = new SimulatedTime(Instant.now());
    private final StandInWorld world = new StandInWorld(
            time,
            JvmTrust.tls(),
            new RelativeDialect(),
            "Application.ReadWrite.OwnedBy",
            "AppRoleAssignment.ReadWrite.All",
            "Application.Read.All");
    private volatile Function<StandInRequest, Optional<Fault>> serverFaults = request -> Optional.empty();

    public ControllerWorld() {
        threatManager().accounts().addAppToken(APP_TOKEN, route -> true);
        threatManager().http().faults(this::jumpAtHistory);
    }

    private Optional<Fault> jumpAtHistory(StandInRequest request) {
        if (request.path().endsWith("/History")) {
            time.advance(LONGER_THAN_A_SYNC);
        }
        return serverFaults.apply(request);
    }

    /** Makes the folder and lets its jobs, and no others, use everything. */
    public Folder folder(String name) throws Exception {
        Folder folder = Jenkins.get().createProject(Folder.class, name);
        configure(name);
        return folder;
    }

    /** @param folders whose jobs may use everything */
    public void configure(String... folders) throws Exception {
        keep("contoso-bootstrap", world.bootstrapSecret().text());
        keep("tm-app-token", APP_TOKEN);
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of(tenant("contoso", folders)));
        configuration.setServers(List.of(server("tm-test", folders), byHand("tm-hand", folders)));
    }

    private static void keep(String id, String text) throws Exception {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials().add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(text)));
        store.save();
    }

    /** A tenant of the configuration that leads here. */
    public Tenant tenant(String name, String... folders) {
        Tenant configured = new Tenant(
                name,
                StandInWorld.DOMAIN,
                new ClientSecretAuthentication(world.bootstrap().appId(), "contoso-bootstrap"));
        configured.setCloud("CUSTOM");
        configured.setAuthorityUrl(entra().authority().toString());
        configured.setGraphUrl(entra().graphRoot().toString());
        configured.setAllowedFolders(List.of(folders));
        return configured;
    }

    /** A server of the configuration that leads here. */
    public Server server(String name, String... folders) {
        Server configured = new Server(name, new RestConnector());
        configured.setUrl(threatManager().url().toString());
        configured.setAuthentication(new AppTokenLogin("tm-app-token"));
        configured.setCaCertificate(JvmTrust.tls().pem());
        configured.setAllowedFolders(List.of(folders));
        return configured;
    }

    private static Server byHand(String name, String... folders) {
        Server configured = new Server(name, new HandOffConnector());
        configured.setAllowedFolders(List.of(folders));
        return configured;
    }

    /** A sandboxed Pipeline. */
    public static WorkflowJob pipeline(Folder folder, String name, String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    public EntraStandIn entra() {
        return world.entra();
    }

    public StandInTenant tenant() {
        return world.tenant();
    }

    public ThreatManagerStandIn threatManager() {
        return world.threatManager();
    }

    /** Asked before each exchange with Threat Manager. */
    public void serverFaults(Function<StandInRequest, Optional<Fault>> plan) {
        serverFaults = plan;
    }

    /** The managed app registration; empty before it was made. */
    public Optional<StandInApp> app() {
        return tenant().named(OnboardingRequest.DEFAULT_UNIQUE_NAME);
    }

    /** The secrets of the managed app registration. */
    public List<StandInSecret> clientSecrets() {
        return app().map(StandInApp::secrets).orElse(List.of());
    }

    /** Whether nobody has changed anything in Entra or Threat Manager. */
    public boolean isUntouched() {
        return app().isEmpty()
                && tenant().applications().size() == 1
                && threatManager().console().profiles().isEmpty()
                && threatManager().console().syncs().isEmpty();
    }

    /** The text of every secret there is in this world, and of every token that was shown to a service. */
    public List<String> secrets() {
        Stream<String> clientSecrets = tenant().applications().stream()
                .flatMap(app -> app.secrets().stream())
                .map(StandInSecret::text);
        Stream<String> tokens = Stream.concat(
                        entra().http().received().stream(), threatManager().http().received().stream())
                .map(request -> request.headers().getFirst("Authorization"))
                .filter(value -> value != null)
                .map(value -> value.substring(value.indexOf(' ') + 1));
        return Stream.of(
                        clientSecrets,
                        tokens,
                        Stream.of(APP_TOKEN, world.bootstrapSecret().text()))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
