package io.jenkins.plugins.threatmanager.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.HandOffConnector;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.RestConnector;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ServerLogin;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.TenantAuthentication;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.UserPasswordLogin;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * A tenant {@code contoso}, a server {@code tm-prod}, the same with a login of user and password, {@code tm-user}, and
 * one that is set up by hand, {@code tm-hand}, for the jobs of the folder {@code security}; all of them stand-ins, in
 * which, as in the steps, time passes twenty times as fast.
 */
public final class ControllerFixture implements AutoCloseable {

    public static final String CREDENTIALS_ID = "contoso-tm";

    /** The arguments that the steps for a server need. */
    public static final String ARGUMENTS =
            "tenant: 'contoso', server: 'tm-prod', credentialsId: '" + CREDENTIALS_ID + "'";

    /** Of the console user with whom the server {@code tm-user} is logged in to. */
    public static final String PASSWORD = "Pa%w0rd/of:the@console";

    private static final String USER = "CONTOSO\\jenkins";
    private static final int SPEED = 20;

    private final StandInTls tls = JvmTrust.tls();
    private final FastTime time = new FastTime(SPEED);
    private final StandInWorld world;

    /** With the least privileges that are enough. */
    public ControllerFixture() {
        this(StandInWorld.leastPrivileges());
    }

    /** @param permissions of the bootstrap identity */
    public ControllerFixture(String... permissions) {
        world = new StandInWorld(time, tls, new RelativeDialect(), permissions);
        world.threatManager().accounts().addUser(USER, PASSWORD, "Administrator", null);
        quickly();
    }

    /** Waits as long as anybody would. */
    void inRealTime() {
        waitingWith(Sleeper.REAL);
    }

    /** Waits as the test says. */
    void waitingWith(Sleeper sleeper) {
        OperationRun.sleeper = sleeper;
    }

    /** Waits as shortly as time passes fast in the stand-ins. */
    void quickly() {
        waitingWith(wait -> Sleeper.REAL.sleep(Duration.ofMillis(wait.toMillis() / SPEED + 1)));
    }

    /** In Entra and in Threat Manager; the controller's own clock stays behind. */
    void pass(Duration passing) {
        time.advance(passing);
    }

    /** The client secret that Threat Manager holds; fails if there is none. */
    String held() {
        return world.threatManager()
                .console()
                .profiles()
                .get(0)
                .credentials()
                .get(0)
                .password();
    }

    /** Credentials and settings, as an administrator makes them, in the place of those before. */
    public ControllerFixture configure() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        addSecretText("contoso-bootstrap", world.bootstrapSecret().text());
        addSecretText("tm-app-token", StandInWorld.APP_TOKEN);
        addUserPassword("tm-user", USER, PASSWORD);
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of(tenant()));
        configuration.setServers(List.of(server(), userServer(), handOffServer()));
        return this;
    }

    /** As an administrator does who takes a server out of the settings. */
    public static void removeServer(String name) {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setServers(configuration.getServers().stream()
                .filter(server -> !server.getName().equals(name))
                .toList());
    }

    /** A "Secret text" in the root store. */
    public static void addSecretText(String id, String text) throws Exception {
        add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(text)));
    }

    /** A "Username with password" in the root store. */
    public static void addUserPassword(String id, String user, String password) throws Exception {
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.SYSTEM, id, "", user, password));
    }

    private static void add(Credentials credentials) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    /** As {@link #configure} has it. */
    public Tenant tenant() {
        return tenant(new ClientSecretAuthentication(world.bootstrap().appId(), "contoso-bootstrap"));
    }

    /** The same with another bootstrap identity. */
    public Tenant tenant(TenantAuthentication authentication) {
        Tenant tenant = new Tenant("contoso", StandInWorld.DOMAIN, authentication);
        tenant.setCloud("CUSTOM");
        tenant.setAuthorityUrl(world.entra().authority().toString());
        tenant.setGraphUrl(world.entra().graphRoot().toString());
        tenant.setThreatManagerCloud("GLOBAL");
        tenant.setAllowedFolders(List.of("security"));
        tenant.setPolicy(allowing("OFFBOARD", "PURGE", "RESTORE", "REPLACE", "ADOPT_PROFILE"));
        return tenant;
    }

    /** A policy that allows no more than these, for all the rest the default. */
    public static Policy allowing(String... words) {
        Policy policy = new Policy();
        policy.setAllow(List.of(words));
        return policy;
    }

    /** As {@link #configure} has it. */
    public Server server() {
        return server("tm-prod", new AppTokenLogin("tm-app-token"));
    }

    private Server userServer() {
        return server("tm-user", new UserPasswordLogin("tm-user"));
    }

    /** The same server under another name, with another login. */
    public Server server(String name, ServerLogin login) {
        Server server = new Server(name, new RestConnector());
        server.setUrl(world.threatManager().url().toString());
        server.setAuthentication(login);
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
    public static Folder folder() throws IOException {
        Folder folder = Jenkins.get().getItemByFullName("security", Folder.class);
        return folder == null ? Jenkins.get().createProject(Folder.class, "security") : folder;
    }

    /** A sandboxed Pipeline in that folder. */
    public static WorkflowJob pipeline(String script) throws Exception {
        Folder folder = folder();
        WorkflowJob job = folder.createProject(
                WorkflowJob.class, "pipeline-" + folder.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    public StandInWorld world() {
        return world;
    }

    /** The managed app registration; fails if there is none. */
    public StandInApp app() {
        return world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME).orElseThrow();
    }

    /** Every secret that was ever issued or configured. */
    public Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(world.issued());
        secrets.add(PASSWORD);
        return secrets;
    }

    /** Requests that the stand-ins received so far. */
    public int requests() {
        return world.entra().httpRequests()
                + world.threatManager().http().received().size();
    }

    /** Counts requests anew. */
    public void forgetRequests() {
        world.entra().forget();
        world.threatManager().http().forget();
    }

    @Override
    public void close() {
        world.close();
        OperationRun.sleeper = Sleeper.REAL;
    }
}
