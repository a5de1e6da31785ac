package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.GraphRoles;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A stand-in with one tenant and one bootstrap identity, and the real client in front of it. */
public final class EntraFixture implements AutoCloseable {

    public static final String UNIQUE = "netwrix-threat-manager-entra-id-sync";
    public static final String NAME = "Entra for Netwrix Threat Manager";
    static final String DOMAIN = StandInWorld.DOMAIN;
    static final String TENANT = StandInWorld.TENANT_ID;

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

    final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final StandInWorld world;
    public final EntraStandIn entra;
    public final StandInTenant tenant;
    public final StandInApp bootstrap;
    public final String bootstrapSecret;
    public final List<String> said = new ArrayList<>();
    final AtomicInteger names = new AtomicInteger();
    public OperationContext operation = begin(Duration.ofMinutes(30));

    public EntraFixture() {
        this(StandInWorld.leastPrivileges());
    }

    public EntraFixture(String... permissions) {
        world = new StandInWorld(time, StandInClients.TLS, new RelativeDialect(), permissions);
        entra = world.entra();
        tenant = world.tenant();
        bootstrap = world.bootstrap();
        bootstrapSecret = world.bootstrapSecret().text();
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
        return GraphEntraDirectory.of(
                configured(), identity, StandInClients.okHttp().build(), StandInClients.azureHttp());
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
        world.close();
    }
}
