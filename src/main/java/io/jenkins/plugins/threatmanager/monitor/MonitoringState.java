package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * All that is known without remote calls: what findings and pages are computed from.
 *
 * @param tenants domains in the configuration by the tenants' names, in its order
 * @param kept the stored secrets, of all stores
 * @param tenantLooks by domain in lower case
 * @param serverLooks by name in lower case; servers that are no longer configured included
 * @param servers names of the servers in the configuration
 * @param renewBefore how long before its expiry a secret is renewed where the ledger does not say
 * @param warnBefore how long before its expiry a secret is worth a warning
 * @param now when
 */
@Restricted(NoExternalUse.class)
public record MonitoringState(
        Map<String, String> tenants,
        List<String> servers,
        List<KeptSecret> kept,
        List<LedgerEntry> ledger,
        Map<String, Look<TenantSnapshot>> tenantLooks,
        Map<String, Look<ServerSnapshotRecord>> serverLooks,
        CalendarPeriod renewBefore,
        CalendarPeriod warnBefore,
        Instant now) {

    /** What is known now. Reads each credentials store once, and as Jenkins itself: who shows it decides what to show. */
    public static MonitoringState gather() {
        return gather(Clock.systemUTC().instant());
    }

    public static MonitoringState gather(Instant now) {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Map<String, String> tenants = new LinkedHashMap<>();
        for (Tenant tenant : configuration.getTenants()) {
            tenants.putIfAbsent(tenant.getName(), tenant.getDomain());
        }
        return new MonitoringState(
                tenants,
                configuration.getServers().stream()
                        .map(server -> server.getName())
                        .toList(),
                KeptSecrets.all(),
                Ledger.get().entries(),
                ScanStore.get().tenants(),
                ScanStore.get().servers(),
                configuration.renewBefore(),
                configuration.warnBefore(),
                now);
    }

    /**
     * When a stored secret stops working: by Entra's word where a look has seen the secret, which never changes for one
     * and the same; else by the credential's, which a person can have edited. Empty if neither says it.
     */
    Optional<Instant> expiry(KeptSecret secret) {
        return seenExpiry(secret).or(secret::expires);
    }

    /** Entra's word alone. */
    Optional<Instant> seenExpiry(KeptSecret secret) {
        return Optional.ofNullable(tenantLooks.get(ScanStore.key(secret.tenant())))
                .flatMap(look -> look.seenSince(Instant.EPOCH))
                .flatMap(sight -> sight.expiry(secret.keyId()));
    }

    /** When an operation that may change something in a tenant ended last, by domain in lower case. */
    Map<String, Instant> touchedTenants() {
        return touched(LedgerEntry::domain);
    }

    /** When an operation that may change something on a server ended last, by name in lower case. */
    Map<String, Instant> touchedServers() {
        return touched(entry -> entry.key().server());
    }

    private Map<String, Instant> touched(Function<LedgerEntry, String> subject) {
        Map<String, Instant> touched = new HashMap<>();
        ledger.forEach(entry ->
                touched.merge(ScanStore.key(subject.apply(entry)), entry.touched(), (a, b) -> a.isAfter(b) ? a : b));
        return touched;
    }
}
