package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * From what is known to rows: one for each stored credential and each server that has to do with it, and one for each
 * configured tenant that has neither. Pure.
 */
@Restricted(NoExternalUse.class)
public final class StatusRows {

    private record Kept(String place, String credentialsId) {}

    private final MonitoringState known;
    private final Map<Kept, List<LedgerEntry>> ledger = new HashMap<>();
    private final Map<String, LedgerEntry> withoutCredential = new HashMap<>();
    private final Map<String, List<String>> serversByKeyId = new HashMap<>();
    private final Map<Kept, List<Finding>> findings = new HashMap<>();
    private final Map<String, List<Finding>> tenantFindings = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private StatusRows(MonitoringState known, List<Finding> found) {
        this.known = known;
        known.configured().tenants().forEach((name, domain) -> names.putIfAbsent(ScanStore.key(domain), name));
        for (LedgerEntry entry : known.ledger()) {
            LedgerKey key = entry.key();
            if (key.credentialsId().isEmpty()) {
                withoutCredential.put(ScanStore.key(entry.domain()), entry);
            } else {
                append(ledger, new Kept(key.place(), key.credentialsId()), entry);
            }
        }
        known.serverLooks().values().stream()
                .filter(look -> known.configured().servers().contains(look.subject()))
                .forEach(look -> look.seenSince(Instant.EPOCH)
                        .map(ServerSnapshotRecord::profiles)
                        .orElse(List.of())
                        .forEach(profile -> append(serversByKeyId, keyId(profile), look.subject())));
        for (Finding finding : found) {
            if (finding.isAboutCredential()) {
                append(findings, new Kept(finding.place(), finding.credentialsId()), finding);
            } else {
                append(tenantFindings, ScanStore.key(finding.domain()), finding);
            }
        }
    }

    private static String keyId(ManagedProfile profile) {
        return ScanStore.key(profile.keyId());
    }

    private static <K, V> void append(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    /**
     * By tenant, server and credential.
     *
     * @param found {@link Findings#in} of the same
     */
    public static List<StatusRow> in(MonitoringState known, List<Finding> found) {
        return new StatusRows(known, found).rows();
    }

    private List<StatusRow> rows() {
        List<StatusRow> rows = new ArrayList<>();
        Set<String> domains = new HashSet<>();
        for (KeptSecret secret : known.kept()) {
            domains.add(ScanStore.key(secret.tenant()));
            rows.addAll(rows(secret));
        }
        known.configured().tenants().forEach((name, domain) -> {
            if (domains.add(ScanStore.key(domain))) {
                rows.add(withoutSecret(name, domain));
            }
        });
        rows.sort(Comparator.comparing(StatusRow::tenant)
                .thenComparing(StatusRow::server)
                .thenComparing(StatusRow::place)
                .thenComparing(StatusRow::credentialsId));
        return rows;
    }

    /** One for each server that the ledger or a look names; without any, one. */
    private List<StatusRow> rows(KeptSecret secret) {
        List<LedgerEntry> entries = ledger.getOrDefault(new Kept(secret.place(), secret.credentialsId()), List.of());
        Map<String, LedgerEntry> byServer = new HashMap<>();
        Optional<LedgerEntry> alone = Optional.empty();
        for (LedgerEntry entry : entries) {
            if (entry.key().server().isEmpty()) {
                alone = Optional.of(entry);
            } else {
                byServer.put(entry.key().server(), entry);
            }
        }
        Set<String> servers = new HashSet<>(byServer.keySet());
        servers.addAll(serversByKeyId.getOrDefault(ScanStore.key(secret.keyId()), List.of()));
        servers.addAll(serversByKeyId.getOrDefault(ScanStore.key(secret.previousKeyId()), List.of()));
        List<StatusRow> rows = new ArrayList<>();
        for (String server : servers.isEmpty() ? Set.of("") : servers) {
            rows.add(row(secret, server, Optional.ofNullable(byServer.get(server)), alone));
        }
        return rows;
    }

    /** @param alone what was done with the credential and without any server */
    private StatusRow row(KeptSecret secret, String server, Optional<LedgerEntry> entry, Optional<LedgerEntry> alone) {
        Optional<LedgerEntry> main = entry.or(() -> alone);
        CalendarPeriod renewBefore = main.map(LedgerEntry::renewBefore)
                .filter(period -> !period.isEmpty())
                .map(CalendarPeriod::parse)
                .orElse(known.configured().renewBefore());
        List<Finding> about = new ArrayList<>();
        findings.getOrDefault(new Kept(secret.place(), secret.credentialsId()), List.of()).stream()
                .filter(finding ->
                        finding.server().isEmpty() || finding.server().equals(server))
                .forEach(about::add);
        if (secret.isFor(Product.THREAT_MANAGER)) {
            about.addAll(tenantFindings(secret.tenant(), server));
        }
        return new StatusRow(
                new StatusRow.Subject(
                        main.map(some -> some.key().tenant()).orElseGet(() -> name(secret.tenant())),
                        secret.tenant(),
                        server,
                        secret.place(),
                        secret.credentialsId()),
                known.judged(known.expiry(secret)),
                known.expiry(secret).map(renewBefore::before),
                about,
                new StatusRow.Recorded(
                        latest(entry.flatMap(LedgerEntry::lastRun), alone.flatMap(LedgerEntry::lastRun)),
                        latest(entry.flatMap(LedgerEntry::lastChange), alone.flatMap(LedgerEntry::lastChange)),
                        main.map(LedgerEntry::sync).orElse(""),
                        main.map(LedgerEntry::missingPermissions).orElse(List.of())));
    }

    private StatusRow withoutSecret(String name, String domain) {
        Optional<LedgerEntry> entry = Optional.ofNullable(withoutCredential.get(ScanStore.key(domain)));
        return new StatusRow(
                StatusRow.Subject.tenant(name, domain),
                known.judged(Optional.empty()),
                Optional.empty(),
                tenantFindings(domain, ""),
                new StatusRow.Recorded(
                        entry.flatMap(LedgerEntry::lastRun),
                        entry.flatMap(LedgerEntry::lastChange),
                        "",
                        entry.map(LedgerEntry::missingPermissions).orElse(List.of())));
    }

    /** What concerns all credentials of a tenant, and all tenants of a server. */
    private List<Finding> tenantFindings(String domain, String server) {
        List<Finding> about = new ArrayList<>();
        tenantFindings.getOrDefault(ScanStore.key(domain), List.of()).stream()
                .filter(finding ->
                        finding.server().isEmpty() || finding.server().equals(server))
                .forEach(about::add);
        tenantFindings.getOrDefault("", List.of()).stream()
                .filter(finding -> finding.server().equals(server))
                .forEach(about::add);
        return about;
    }

    private String name(String domain) {
        return names.getOrDefault(ScanStore.key(domain), domain);
    }

    private static Optional<OperationRecord> latest(Optional<OperationRecord> one, Optional<OperationRecord> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().at().isBefore(other.get().at()) ? other : one;
    }
}
