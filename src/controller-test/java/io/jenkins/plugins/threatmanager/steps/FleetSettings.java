package io.jenkins.plugins.threatmanager.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.RestConnector;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Many stand-in tenants and one server, as a controller is told of them, which may run in a JVM of its own: tenants
 * {@code fleet-000} and so on, with the label {@code odd} or {@code even} and one of what follows the hyphen, for the jobs
 * of the folder {@code security}.
 */
public final class FleetSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String SERVER = "tm-prod";

    private final String authority;
    private final String graph;
    private final String url;
    private final String certificate;
    /** Name, domain, client ID and secret of the bootstrap identity. */
    private final ArrayList<String[]> tenants = new ArrayList<>();

    private FleetSettings(StandInWorld world, StandInTls tls) {
        authority = world.entra().authority().toString();
        graph = world.entra().graphRoot().toString();
        url = world.threatManager().url().toString();
        certificate = tls.pem();
    }

    static String name(int number) {
        return String.format("fleet-%03d", number);
    }

    static String domain(int number) {
        return name(number) + ".onmicrosoft.com";
    }

    /** Adds tenants to the world. */
    static FleetSettings in(StandInWorld world, StandInTls tls, int count) {
        return in(
                world,
                tls,
                IntStream.range(0, count).mapToObj(FleetSettings::name).toList());
    }

    /** Adds tenants of these names to the world. */
    static FleetSettings in(StandInWorld world, StandInTls tls, List<String> names) {
        FleetSettings settings = new FleetSettings(world, tls);
        for (String name : names) {
            String domain = name + ".onmicrosoft.com";
            StandInTenant tenant = world.addTenant(domain, new UUID(7, settings.tenants.size()).toString());
            StandInApp identity = tenant.registerBootstrap("Jenkins bootstrap", StandInWorld.leastPrivileges());
            String secret = world.bootstrapSecretOf(tenant, identity).text();
            settings.tenants.add(new String[] {name, domain, identity.appId(), secret});
        }
        return settings;
    }

    /** In the controller. */
    void configure() throws Exception {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials().clear();
        List<Tenant> configured = new ArrayList<>();
        for (String[] tenant : tenants) {
            String id = tenant[0] + "-bootstrap";
            store.getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(tenant[3])));
            Tenant added = new Tenant(tenant[0], tenant[1], new ClientSecretAuthentication(tenant[2], id));
            added.setCloud("CUSTOM");
            added.setAuthorityUrl(authority);
            added.setGraphUrl(graph);
            added.setThreatManagerCloud("GLOBAL");
            added.setAllowedFolders(List.of("security"));
            added.setLabels(List.of(
                    configured.size() % 2 == 0 ? "even" : "odd", tenant[0].substring(tenant[0].indexOf('-') + 1)));
            configured.add(added);
        }
        store.getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "tm-app-token", "", Secret.fromString(StandInWorld.APP_TOKEN)));
        store.save();
        Server server = new Server(SERVER, new RestConnector());
        server.setUrl(url);
        server.setAuthentication(new AppTokenLogin("tm-app-token"));
        server.setCaCertificate(certificate);
        server.setAllowedFolders(List.of("security"));
        ThreatManagerConfiguration.get().setTenants(configured);
        ThreatManagerConfiguration.get().setServers(List.of(server));
    }

    /** In the controller: a sandboxed Pipeline in that folder. */
    static WorkflowJob job(String name, String script) throws Exception {
        Folder folder = Jenkins.get().getItemByFullName("security", Folder.class);
        if (folder == null) {
            folder = Jenkins.get().createProject(Folder.class, "security");
        }
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
