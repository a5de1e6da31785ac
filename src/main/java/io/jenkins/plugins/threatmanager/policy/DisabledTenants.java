package io.jenkins.plugins.threatmanager.policy;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.plugins.threatmanager.config.ConfigProblem;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which tenants an administrator has disabled, in a file of its own in JENKINS_HOME, which configuration as code does not
 * know: no operation changes anything for them until it is lifted, whether Entra can be reached or not. Where the file
 * cannot be read, that counts for every tenant.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DisabledTenants {

    private static final Logger LOGGER = Logger.getLogger(DisabledTenants.class.getName());
    private static final String LIFT =
            "let an administrator lift it under Manage Jenkins, Threat Manager, Disable app.";

    private final XmlFile file =
            new XmlFile(new File(Jenkins.get().getRootDir(), DisabledTenants.class.getName() + ".xml"));
    private List<DisabledTenant> marks = new ArrayList<>();
    private boolean readable;

    public DisabledTenants() {
        read();
    }

    /** The one of this controller. */
    public static DisabledTenants get() {
        return ExtensionList.lookupSingleton(DisabledTenants.class);
    }

    private void read() {
        try {
            if (file.exists()) {
                // Those put down while the file could not be read count on.
                List<DisabledTenant> all = kept(file.read());
                marks.stream()
                        .filter(mark -> all.stream().noneMatch(other -> other.is(mark.getName(), mark.getDomain())))
                        .forEach(all::add);
                marks = all;
            }
            readable = true;
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "Every tenant counts as disabled until this file can be read: " + name(), e);
        }
    }

    /** @throws IOException if it is anything else than a list of marks: who knows what was in it */
    private static List<DisabledTenant> kept(Object read) throws IOException {
        if (!(read instanceof List<?> list) || !list.stream().allMatch(DisabledTenant.class::isInstance)) {
            throw new IOException("It holds something else than marks.");
        }
        return list.stream().map(DisabledTenant.class::cast).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String name() {
        return DisabledTenants.class.getName() + ".xml";
    }

    /** All of them, those disabled first in front. */
    public synchronized List<DisabledTenant> all() {
        return marks.stream()
                .map(mark -> mark.called(configuredName(mark.getName())))
                .toList();
    }

    /** What a tenant is called by now that once had that name. */
    private static String configuredName(String name) {
        return ThreatManagerConfiguration.get()
                .findTenant(name)
                .map(Tenant::getName)
                .orElse(name);
    }

    /** That of a tenant, whose name or domain an administrator may have changed since. */
    public synchronized Optional<DisabledTenant> of(String name, String domain) {
        return marks.isEmpty()
                ? Optional.empty()
                : marks.stream().filter(about(name, domain)).findFirst();
    }

    /** Whether a tenant is disabled as it would be configured like that. */
    public synchronized boolean include(Tenant tenant) {
        return marks.stream().anyMatch(mark -> mark.is(tenant.names(), tenant.getDomain()));
    }

    /**
     * By name and domain, or by those of the tenant that is called so by now: neither a new name nor an alias takes a
     * tenant out of the reach of its mark.
     */
    private static Predicate<DisabledTenant> about(String name, String domain) {
        Predicate<DisabledTenant> given = mark -> mark.is(name, domain);
        return ThreatManagerConfiguration.get()
                .findTenant(name)
                .map(tenant -> given.or(mark -> mark.is(tenant.names(), tenant.getDomain())))
                .orElse(given);
    }

    /**
     * Puts it down, in the place of any for the same tenant, at once and for good.
     *
     * @return whether it survives a restart; it counts anyway until then
     */
    public synchronized boolean add(DisabledTenant mark) {
        marks.removeIf(about(mark.getName(), mark.getDomain()));
        marks.add(mark);
        return readable && write();
    }

    /**
     * Lifts what is about a tenant.
     *
     * @return whether it was; if it cannot be written, all stays as it is
     */
    public synchronized boolean remove(String name, String domain) {
        List<DisabledTenant> before = marks;
        marks = new ArrayList<>(before);
        marks.removeIf(about(name, domain));
        boolean written = readable && write();
        if (!written) {
            marks = before;
        }
        return written;
    }

    private boolean write() {
        try {
            file.write(new ArrayList<>(marks));
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "Which tenants are disabled cannot be written to " + name(), e);
            return false;
        }
    }

    /** @throws ProblemException if nothing may be changed for the tenant */
    public void requireEnabled(Tenant tenant) {
        requireEnabled(tenant.getName(), tenant.getDomain());
    }

    /** Domain of a tenant by its name in the configuration, or an alias; empty if there is none of that name. */
    public static String domainOf(String name) {
        return ThreatManagerConfiguration.get()
                .findTenant(name)
                .map(Tenant::getDomain)
                .orElse("");
    }

    /** @throws ProblemException if nothing may be changed for the tenant, by the name and domain that it had once */
    public synchronized void requireEnabled(String name, String domain) {
        if (!readable) {
            read();
        }
        if (!readable) {
            throw new ProblemException(
                    ConfigProblem.TENANT_DISABLED,
                    "The file " + name() + " in JENKINS_HOME cannot be read, so it is unknown whether the tenant '"
                            + name + "' is disabled, and nothing is changed.",
                    "Let an administrator repair or delete the file; then disable again what is to stay disabled.");
        }
        Optional<DisabledTenant> mark = of(name, domain);
        if (mark.isPresent()) {
            throw new ProblemException(
                    ConfigProblem.TENANT_DISABLED,
                    "The tenant '" + name + "' was disabled by " + mark.get().getUser() + " on "
                            + UtcFormat.andTime(mark.get().since()) + ", so nothing is changed for it.",
                    "If the sync is to continue, " + LIFT);
        }
    }

    /** For an operation that changes something: one that waits stops once its tenant is disabled. */
    public Sleeper watched(Sleeper sleeper, Tenant tenant) {
        return wait -> {
            requireEnabled(tenant);
            sleeper.sleep(wait);
            requireEnabled(tenant);
        };
    }
}
