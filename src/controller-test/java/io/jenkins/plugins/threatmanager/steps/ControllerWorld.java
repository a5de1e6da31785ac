package io.jenkins.plugins.threatmanager.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.HandOffConnector;
import io.jenkins.plugins.threatmanager.config.RestConnector;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.remote.Sleeper;
import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * A tenant {@code contoso}, a server {@code tm-prod} and one that is set up by hand, {@code tm-hand}, for the jobs of
 * the folder {@code security}; all of them stand-ins, in which, as in the steps, time passes twenty times as fast.
 */
final class ControllerWorld implements AutoCloseable {

    static final String CREDENTIALS_ID = "contoso-tm";

    /** The arguments that the steps for a server need. */
    static final String ARGUMENTS = "tenant: 'contoso', server: 'tm-prod', credentialsId: '" + CREDENTIALS_ID + "'";

    private static final int SPEED = 20;

    private final StandInTls tls = TrustedStandIns.tls();
    private final StandInWorld world;
    private final Set<String> issued = new TreeSet<>();

    /** With the least privileges that are enough. */
    ControllerWorld() {
        this("Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All");
    }

    /** @param permissions of the bootstrap identity */
    ControllerWorld(String... permissions) {
        world = new StandInWorld(new FastTime(SPEED), tls, new RelativeDialect(), permissions);
        OperationRun.sleeper = fast();
    }

    /** Waits as long as anybody would. */
    void inRealTime() {
        OperationRun.sleeper = Sleeper.REAL;
    }

    private static Sleeper fast() {
        return wait -> Sleeper.REAL.sleep(Duration.ofMillis(wait.toMillis() / SPEED + 1));
    }

    /** Credentials and settings, as an administrator makes them. */
    ControllerWorld configure() throws Exception {
        addSecretText("contoso-bootstrap", world.bootstrapSecret().text());
        addSecretText("tm-app-token", StandInWorld.APP_TOKEN);
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of(tenant()));
        configuration.setServers(List.of(server(), handOffServer()));
        return this;
    }

    private static void addSecretText(String id, String text) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(text)));
        SystemCredentialsProvider.getInstance().save();
    }

    private Tenant tenant() {
        Tenant tenant = new Tenant(
                "contoso",
                StandInWorld.DOMAIN,
                new ClientSecretAuthentication(world.bootstrap().appId(), "contoso-bootstrap"));
        tenant.setCloud("CUSTOM");
        tenant.setAuthorityUrl(world.entra().authority().toString());
        tenant.setGraphUrl(world.entra().graphRoot().toString());
        tenant.setAllowedFolders(List.of("security"));
        return tenant;
    }

    private Server server() {
        Server server = new Server("tm-prod", new RestConnector());
        server.setUrl(world.threatManager().url().toString());
        server.setAuthentication(new AppTokenLogin("tm-app-token"));
        server.setCaCertificate(tls.pem());
        server.setAllowedFolders(List.of("security"));
        return server;
    }

    private static Server handOffServer() {
        Server server = new Server("tm-hand", new HandOffConnector());
        server.setAllowedFolders(List.of("security"));
        return server;
    }

    /** The folder whose jobs may use all that; made if need be. */
    static Folder folder() throws IOException {
        Folder folder = Jenkins.get().getItemByFullName("security", Folder.class);
        return folder == null ? Jenkins.get().createProject(Folder.class, "security") : folder;
    }

    /** A sandboxed Pipeline in that folder. */
    static WorkflowJob pipeline(String script) throws Exception {
        Folder folder = folder();
        WorkflowJob job = folder.createProject(
                WorkflowJob.class, "pipeline-" + folder.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    StandInWorld world() {
        return world;
    }

    /** The managed app registration; fails if there is none. */
    StandInApp app() {
        return world.tenant().named(OnboardingRequest.DEFAULT_UNIQUE_NAME).orElseThrow();
    }

    /** Texts of all secrets that there are now or were when this was called before. */
    Set<String> secrets() {
        issued.add(StandInWorld.APP_TOKEN);
        issued.addAll(world.tenant().applications().stream()
                .flatMap(app -> app.secrets().stream())
                .map(secret -> secret.text())
                .collect(Collectors.toSet()));
        return Set.copyOf(issued);
    }

    @Override
    public void close() {
        world.close();
        OperationRun.sleeper = Sleeper.REAL;
    }
}
