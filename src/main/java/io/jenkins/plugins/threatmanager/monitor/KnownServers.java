package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.request.ServerNeeds;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Which servers hold a sync of a tenant, as far as the ledger says, and what they need. */
@Restricted(NoExternalUse.class)
public final class KnownServers {

    private KnownServers() {}

    /**
     * What an operation on a tenant has to know of its servers.
     *
     * @param usable servers that the job may use: it hears of the versions of no others
     */
    public static ServerNeeds needs(Tenant tenant, List<Server> usable) {
        Map<String, PermissionSet> sets = new HashMap<>();
        usable.forEach(server -> permissionSet(server).ifPresent(set -> sets.put(server.getName(), set)));
        Set<String> known = of(tenant.getDomain(), Ledger.get().entries());
        Set<String> elsewhere = new HashSet<>();
        for (Server server : ThreatManagerConfiguration.get().getServers()) {
            if (known.contains(server.getName())) {
                elsewhere.addAll(permissionSet(server)
                        .map(PermissionSet::permissions)
                        .orElseGet(() -> tenant.asGoal().policy().permissions()));
            }
        }
        return new ServerNeeds(sets, elsewhere, Set.of());
    }

    /** Of an edited file, a version may be none; the server's own operations say so. */
    static Optional<PermissionSet> permissionSet(Server server) {
        try {
            return server.permissionSet();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Names of the servers that an operation has left with a sync of a tenant, or, where it is set up by hand, with a
     * client secret for it.
     */
    static Set<String> of(String domain, List<LedgerEntry> ledger) {
        return byDomain(ledger).getOrDefault(ScanStore.key(domain), Set.of());
    }

    /** The same of all tenants, by domain in lower case: one look at the ledger, however many there are. */
    static Map<String, Set<String>> byDomain(List<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> !entry.key().server().isEmpty())
                .filter(KnownServers::holdsSync)
                .collect(Collectors.groupingBy(
                        entry -> ScanStore.key(entry.domain()),
                        Collectors.mapping(entry -> entry.key().server(), Collectors.toSet())));
    }

    private static boolean holdsSync(LedgerEntry entry) {
        return !entry.sync().isEmpty()
                || entry.lastRun().isPresent() && entry.expires().isPresent();
    }
}
