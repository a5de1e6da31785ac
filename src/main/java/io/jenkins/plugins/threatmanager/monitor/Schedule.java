package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What to scan now, and in which order. Pure. */
final class Schedule {

    private final MonitoringState known;
    private final Instant now;
    private final Map<String, List<KeptSecret>> kept = new HashMap<>();
    private final Map<String, Instant> touchedTenants;
    private final Map<String, Instant> touchedServers;

    Schedule(MonitoringState known, Instant now) {
        this.known = known;
        this.now = now;
        this.touchedTenants = known.touchedTenants();
        this.touchedServers = known.touchedServers();
        known.kept().stream()
                .filter(secret -> secret.isFor(Product.THREAT_MANAGER))
                .forEach(secret -> kept.computeIfAbsent(ScanStore.key(secret.tenant()), key -> new ArrayList<>())
                        .add(secret));
    }

    /** Those never scanned first, then those scanned longest ago. */
    <T, S extends Sight> List<T> inOrder(List<T> all, Function<T, String> subject, Map<String, Look<S>> looks) {
        Function<T, Instant> last = one -> {
            Look<S> look = looks.get(ScanStore.key(subject.apply(one)));
            return look == null ? Instant.EPOCH : look.at();
        };
        return all.stream().sorted(Comparator.comparing(last)).toList();
    }

    /** What Jenkins keeps for a tenant. */
    List<KeptSecret> kept(String domain) {
        return kept.getOrDefault(ScanStore.key(domain), List.of());
    }

    /** A tenant for which nothing is stored is never due. */
    boolean isTenantDue(String domain) {
        List<KeptSecret> stored = kept(domain);
        if (stored.isEmpty()) {
            return false;
        }
        Look<TenantSnapshot> look = known.tenantLooks().get(ScanStore.key(domain));
        return look == null
                || look.isDue(now, touchedTenants.getOrDefault(ScanStore.key(domain), Instant.EPOCH))
                || isOutdated(look, stored);
    }

    /** Whether a credential was edited since. A look that failed is not repeated for that: nothing is learned by it. */
    private static boolean isOutdated(Look<TenantSnapshot> look, List<KeptSecret> stored) {
        return look.failingSince().isEmpty()
                && look.seenSince(Instant.EPOCH)
                        .filter(sight -> stored.stream().allMatch(sight::isAbout))
                        .isEmpty();
    }

    /** Where nothing is stored at all, no server is due. */
    boolean isServerDue(String server) {
        if (known.kept().isEmpty()) {
            return false;
        }
        Look<ServerSnapshotRecord> look = known.serverLooks().get(ScanStore.key(server));
        return look == null || look.isDue(now, touchedServers.getOrDefault(ScanStore.key(server), Instant.EPOCH));
    }
}
