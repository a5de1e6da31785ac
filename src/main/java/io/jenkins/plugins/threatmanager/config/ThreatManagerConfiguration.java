package io.jenkins.plugins.threatmanager.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerRequest2;

/** Tenants, servers and defaults: Manage Jenkins, System, Threat Manager; the same as code. */
@Extension
@Symbol("threatManager")
public final class ThreatManagerConfiguration extends GlobalConfiguration {

    private List<Tenant> tenants = new ArrayList<>();
    private List<Server> servers = new ArrayList<>();
    private Defaults defaults = new Defaults();

    public ThreatManagerConfiguration() {
        load();
    }

    /** The one configuration of this controller. */
    public static ThreatManagerConfiguration get() {
        return ExtensionList.lookupSingleton(ThreatManagerConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ThreatManagerConfiguration_DisplayName();
    }

    /** Administrators alone: who may manage but not administer must not hand out tenants. */
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return Jenkins.ADMINISTER;
    }

    public List<Tenant> getTenants() {
        return new ArrayList<>(tenants);
    }

    /** @throws IllegalArgumentException if one is ill-formed or a name is there twice; nothing is changed then */
    public void setTenants(List<Tenant> tenants) {
        List<Tenant> fresh = checked("tenant", tenants, Tenant::getName, Tenant::validate);
        this.tenants = fresh;
        save();
    }

    public List<Server> getServers() {
        return new ArrayList<>(servers);
    }

    /** @throws IllegalArgumentException if one is ill-formed or a name is there twice; nothing is changed then */
    public void setServers(List<Server> servers) {
        List<Server> fresh = checked("server", servers, Server::getName, ThreatManagerConfiguration::validate);
        this.servers = fresh;
        save();
    }

    public Defaults getDefaults() {
        return defaults;
    }

    /** @throws IllegalArgumentException if something in it is ill-formed; nothing is changed then */
    public void setDefaults(Defaults defaults) {
        Defaults fresh = defaults == null ? new Defaults() : defaults;
        fresh.validate();
        this.defaults = fresh;
        save();
    }

    private static <T> List<T> checked(String kind, List<T> items, Function<T, String> name, Consumer<T> validate) {
        List<T> fresh = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (T item : items == null ? List.<T>of() : items) {
            Objects.requireNonNull(item);
            validate.accept(item);
            if (!names.add(name.apply(item))) {
                throw new IllegalArgumentException("There are two " + kind + "s called '" + name.apply(item) + "'.");
            }
            fresh.add(item);
        }
        return fresh;
    }

    private static void validate(Server server) {
        try {
            server.validate();
        } catch (Failure e) {
            throw new IllegalArgumentException(e.cause());
        }
    }

    /** A form without any tenant says nothing of tenants; so the lists begin empty. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<Tenant> tenantsBefore = tenants;
        List<Server> serversBefore = servers;
        Defaults defaultsBefore = defaults;
        try (BulkChange change = new BulkChange(this)) {
            tenants = new ArrayList<>();
            servers = new ArrayList<>();
            request.bindJSON(this, form);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            tenants = tenantsBefore;
            servers = serversBefore;
            defaults = defaultsBefore;
            throw new FormException(sentence(e), e, "threatManager");
        }
    }

    private static String sentence(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof Failure)) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /**
     * A tenant for a job.
     *
     * @param name as the step says
     * @param item the job
     * @throws Failure if there is none of that name that the job may use, in the same words for both; or if it is
     *     ill-formed, as after an edit of the configuration file
     */
    public Tenant tenantFor(String name, Item item) {
        Tenant tenant = tenants.stream()
                .filter(known -> known.getName().equals(name) && known.isAllowedFor(item))
                .findFirst()
                .orElseThrow(() -> notAvailable(ConfigProblem.TENANT_NOT_AVAILABLE, "tenant", name, item));
        usable(tenant::validate);
        return tenant;
    }

    /**
     * A server for a job.
     *
     * @throws Failure as for {@link #tenantFor}
     */
    public Server serverFor(String name, Item item) {
        Server server = servers.stream()
                .filter(known -> known.getName().equals(name) && known.isAllowedFor(item))
                .findFirst()
                .orElseThrow(() -> notAvailable(ConfigProblem.SERVER_NOT_AVAILABLE, "server", name, item));
        usable(server::validate);
        return server;
    }

    private static void usable(Runnable validate) {
        try {
            validate.run();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ConfigProblem.INVALID,
                    e.getMessage(),
                    "Let an administrator correct it under Manage Jenkins, System, Threat Manager.");
        }
    }

    private static Failure notAvailable(ConfigProblem problem, String kind, String name, Item item) {
        return new Failure(
                problem,
                "There is no " + kind + " '" + name + "' that the job '" + item.getFullName() + "' may use.",
                "Let an administrator add it, or this job's folder to its allowed folders, under Manage Jenkins,"
                        + " System, Threat Manager.");
    }
}
