package io.jenkins.plugins.threatmanager.config;

import static io.jenkins.plugins.threatmanager.config.named.NamedItems.checked;
import static io.jenkins.plugins.threatmanager.config.named.NamedItems.wellFormed;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.config.folder.FormerFolders;
import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import io.jenkins.plugins.threatmanager.config.product.ProductDefinition;
import io.jenkins.plugins.threatmanager.credentials.ExpiryWarning;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Tenants, servers and defaults: Manage Jenkins, Threat Manager; the same as code, which wants a page under System, too.
 */
@Extension
@Symbol("threatManager")
public final class ThreatManagerConfiguration extends GlobalConfiguration implements ExpiryWarning {

    private static final Logger LOGGER = Logger.getLogger(ThreatManagerConfiguration.class.getName());

    private volatile List<Tenant> tenants = new ArrayList<>();
    private volatile List<Server> servers = new ArrayList<>();
    private volatile Defaults defaults = new Defaults();
    private volatile List<ProductDefinition> products = new ArrayList<>();
    private volatile FormerFolders formerFolders = new FormerFolders();

    /** Invalid entries of the file are kept, reported in the system log, and refused to whoever uses them. */
    public ThreatManagerConfiguration() {
        load();
        tenants = tenants == null ? new ArrayList<>() : tenants;
        servers = servers == null ? new ArrayList<>() : servers;
        defaults = defaults == null ? new Defaults() : defaults;
        products = products == null ? new ArrayList<>() : products;
        formerFolders = formerFolders == null ? new FormerFolders() : formerFolders;
        report(() -> checked("tenant", tenants, Tenant::names, Tenant::validate));
        report(() -> checked("server", servers, Server::names, Server::validate));
        report(defaults::validate);
        report(() -> checkedProducts(products));
    }

    private void report(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "Correct {0}: {1}", new Object[] {getConfigFile(), e.getMessage()});
        }
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

    /** @throws IllegalArgumentException if one is invalid or a name stands for two; nothing is changed then */
    public void setTenants(List<Tenant> tenants) {
        synchronized (this) {
            List<Tenant> fresh = checkedTenants(tenants);
            FolderLists.bringUpToDate(fresh, List.of(), formerFolders);
            this.tenants = fresh;
            save();
        }
    }

    /**
     * All of the changes, or none.
     *
     * @throws IllegalArgumentException if one cannot be; nothing is changed then
     */
    public synchronized void changeTenants(List<EntryChange<Tenant>> changes) {
        List<Tenant> fresh = tenants;
        for (EntryChange<Tenant> change : changes) {
            fresh = after(change, fresh);
        }
        changes.forEach(
                change -> FolderLists.enter(change.entry().stream().toList(), List.of(), change, formerFolders));
        tenants = fresh;
        save();
    }

    /** @throws IllegalArgumentException with a sentence, if that cannot be */
    public static List<Tenant> after(EntryChange<Tenant> change, List<Tenant> list) {
        return change.in("tenant", list, Tenant::validate);
    }

    private static List<Tenant> checkedTenants(List<Tenant> tenants) {
        return checked("tenant", tenants, Tenant::names, Tenant::validate);
    }

    /** By its name or an alias. */
    public Optional<Tenant> findTenant(String name) {
        return Named.find(tenants, name);
    }

    public List<Server> getServers() {
        return new ArrayList<>(servers);
    }

    /** @throws IllegalArgumentException if one is invalid or a name stands for two; nothing is changed then */
    public void setServers(List<Server> servers) {
        synchronized (this) {
            List<Server> fresh = checkedServers(servers);
            FolderLists.bringUpToDate(List.of(), fresh, formerFolders);
            this.servers = fresh;
            save();
        }
    }

    /** @throws IllegalArgumentException if that cannot be; nothing is changed then */
    public synchronized void changeServers(EntryChange<Server> change) {
        List<Server> fresh = change.in("server", servers, Server::validate);
        FolderLists.enter(List.of(), change.entry().stream().toList(), change, formerFolders);
        servers = fresh;
        save();
    }

    private static List<Server> checkedServers(List<Server> servers) {
        return checked("server", servers, Server::names, Server::validate);
    }

    /** By its name or an alias. */
    public Optional<Server> findServer(String name) {
        return Named.find(servers, name);
    }

    /** For records that were written before something got another name. */
    public CurrentNames currentNames() {
        return CurrentNames.of(tenants, servers);
    }

    /** Those besides Threat Manager. */
    public List<ProductDefinition> getProducts() {
        return new ArrayList<>(products);
    }

    /** @throws IllegalArgumentException if one is invalid or a name stands for two; nothing is changed then */
    public void setProducts(List<ProductDefinition> products) {
        synchronized (this) {
            this.products = checkedProducts(products);
            save();
        }
    }

    private static List<ProductDefinition> checkedProducts(List<ProductDefinition> products) {
        return checked("product", products, product -> List.of(product.getName()), ProductDefinition::read);
    }

    /**
     * Turns the arguments of an operation into a request of this controller.
     *
     * @throws ProblemException if a product is invalid, for example after an edit of the configuration file
     */
    public RequestFactory requests() {
        requireUsable(() -> checkedProducts(products));
        return defaults.requests().with(ProductDefinition.read(products));
    }

    public Defaults getDefaults() {
        return defaults;
    }

    /** @throws IllegalArgumentException if something in it is invalid; nothing is changed then */
    public void setDefaults(Defaults defaults) {
        synchronized (this) {
            this.defaults = checkedDefaults(defaults);
            save();
        }
    }

    /**
     * Defaults and products at once.
     *
     * @throws IllegalArgumentException if something in either is invalid; nothing is changed then
     */
    public void setDefaults(Defaults defaults, List<ProductDefinition> products) {
        synchronized (this) {
            Defaults freshDefaults = checkedDefaults(defaults);
            this.products = checkedProducts(products);
            this.defaults = freshDefaults;
            save();
        }
    }

    @Override
    public CalendarPeriod warnBefore() {
        return period(defaults.getWarnBefore(), DEFAULT);
    }

    /** How long before its expiry a secret is renewed where a step does not say otherwise. */
    public CalendarPeriod renewBefore() {
        return period(defaults.getRenewBefore(), Argument.RENEW_BEFORE.otherwise());
    }

    /** The built-in default if the file is invalid: a badge is no place to complain about it. */
    private static CalendarPeriod period(String text, String otherwise) {
        try {
            return CalendarPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            return CalendarPeriod.parse(otherwise);
        }
    }

    private static Defaults checkedDefaults(@CheckForNull Defaults defaults) {
        Defaults fresh = defaults == null ? new Defaults() : defaults;
        fresh.validate();
        return fresh;
    }

    /** Nothing of it is on that page: tenants, servers and defaults have pages of their own. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) {
        return true;
    }

    /**
     * A tenant for a job.
     *
     * @param name as the step says: its name, or an alias
     * @param item the job
     * @throws ProblemException if there is none of that name that the job may use, in the same words for both; or if it is
     *     invalid, for example after an edit of the configuration file
     */
    public Tenant tenantFor(String name, Item item) {
        return usable(
                tenants.stream()
                        .filter(known -> known.isCalled(name) && known.isAllowedFor(item))
                        .toList(),
                () -> notAvailable(ConfigProblem.TENANT_NOT_AVAILABLE, "tenant", name, item),
                Tenant::validate);
    }

    /**
     * A server for a job.
     *
     * @throws ProblemException as for {@link #tenantFor}
     */
    public Server serverFor(String name, Item item) {
        return usable(
                servers.stream()
                        .filter(known -> known.isCalled(name) && known.isAllowedFor(item))
                        .toList(),
                () -> notAvailable(ConfigProblem.SERVER_NOT_AVAILABLE, "server", name, item),
                Server::validate);
    }

    /** All tenants that a job may use, in their order; invalid ones are left out. */
    public List<Tenant> tenantsFor(Item item) {
        List<Tenant> usable = new ArrayList<>();
        for (Tenant tenant : tenants) {
            try {
                usable.add(tenantFor(tenant.getName(), item));
            } catch (ProblemException notForThisJob) {
                // as if it were not there
            }
        }
        return usable;
    }

    /** All servers that a job may use, as configured; invalid ones included. */
    public List<Server> serversFor(Item item) {
        return servers.stream().filter(known -> known.isAllowedFor(item)).toList();
    }

    /** Which folders have moved or gone, for a page that is opened now. */
    public synchronized int getFoldersAsOf() {
        return formerFolders.asOf();
    }

    /** Follows a folder to its new name, so that whoever makes one of the old name gets nothing. */
    public synchronized void folderMoved(String before, String now) {
        changeFolders((list, folders) -> formerFolders.moved(list, folders, before, now));
    }

    /** Drops a folder that is gone. */
    public synchronized void folderDeleted(String fullName) {
        changeFolders((list, folders) -> formerFolders.gone(list, folders, fullName));
    }

    private void changeFolders(FolderLists.Change change) {
        if (FolderLists.change(tenants, servers, change)) {
            save();
        }
    }

    private static <T> T usable(List<T> found, Supplier<ProblemException> none, Consumer<T> validate) {
        if (found.isEmpty()) {
            throw none.get();
        }
        requireUsable(() -> {
            if (found.size() > 1) {
                throw new IllegalArgumentException("The configuration has this name twice.");
            }
            wellFormed(() -> validate.accept(found.get(0)));
        });
        return found.get(0);
    }

    /** @throws ProblemException in the words for whoever runs a job, if the check says that something is invalid */
    static void requireUsable(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ConfigProblem.INVALID,
                    e.getMessage(),
                    "Let an administrator correct it under Manage Jenkins, Threat Manager.");
        }
    }

    private static ProblemException notAvailable(ConfigProblem problem, String kind, String name, Item item) {
        return new ProblemException(
                problem,
                "There is no " + kind + " '" + name + "' that the job '" + item.getFullName() + "' may use.",
                "Let an administrator add it, or this job's folder to its allowed folders, under Manage Jenkins,"
                        + " Threat Manager.");
    }
}
