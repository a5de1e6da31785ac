package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * All that is known without remote calls: what findings and pages are computed from.
 *
 * @param configured what an administrator has configured
 * @param kept the stored secrets, of all stores
 * @param tenantLooks by domain in lower case
 * @param serverLooks by name in lower case; servers that are no longer configured included
 * @param disabled tenants that an administrator has disabled
 * @param now when
 */
@Restricted(NoExternalUse.class)
public record MonitoringState(
        Configured configured,
        List<KeptSecret> kept,
        List<LedgerEntry> ledger,
        Map<String, Look<TenantSnapshot>> tenantLooks,
        Map<String, Look<ServerSnapshotRecord>> serverLooks,
        List<DisabledTenant> disabled,
        Instant now) {

    /**
     * Of the configuration.
     *
     * @param tenants domains by the tenants' names, in its order
     * @param servers names of the servers
     * @param renewBefore how long before its expiry a secret is renewed where the ledger does not say
     * @param warnBefore how long before its expiry a secret is worth a warning
     * @param inPlugin domains, in lower case, of tenants whose policy keeps secrets in the plugin's own store
     * @param needs what servers need, by name; those whose version is not known left out
     * @param listed names of the permissions that the policies of tenants list, by domain in lower case
     */
    public record Configured(
            Map<String, String> tenants,
            List<String> servers,
            CalendarPeriod renewBefore,
            CalendarPeriod warnBefore,
            Set<String> inPlugin,
            Map<String, PermissionSet> needs,
            Map<String, List<String>> listed) {

        static Configured in(ThreatManagerConfiguration configuration) {
            Map<String, String> tenants = new LinkedHashMap<>();
            Map<String, List<String>> listed = new HashMap<>();
            for (Tenant tenant : configuration.getTenants()) {
                tenants.putIfAbsent(tenant.getName(), tenant.getDomain());
                listed(tenant).ifPresent(names -> listed.putIfAbsent(ScanStore.key(tenant.getDomain()), names));
            }
            Map<String, PermissionSet> needs = new HashMap<>();
            configuration
                    .getServers()
                    .forEach(server ->
                            KnownServers.permissionSet(server).ifPresent(set -> needs.put(server.getName(), set)));
            return new Configured(
                    tenants,
                    configuration.getServers().stream().map(Server::getName).toList(),
                    configuration.renewBefore(),
                    configuration.warnBefore(),
                    configuration.getTenants().stream()
                            .filter(tenant -> tenant.getPolicy().getSecret() == SecretPlace.PLUGIN)
                            .map(tenant -> ScanStore.key(tenant.getDomain()))
                            .collect(Collectors.toSet()),
                    needs,
                    listed);
        }

        /** Of an edited file, a policy may be none; the tenant's own operations say so. */
        private static Optional<List<String>> listed(Tenant tenant) {
            try {
                return Optional.of(tenant.asGoal().policy().permissions());
            } catch (IllegalArgumentException | ProblemException e) {
                return Optional.empty();
            }
        }
    }

    /** What is known now. Reads each credentials store once, and as Jenkins itself: who shows it decides what to show. */
    public static MonitoringState gather() {
        return gather(Clock.systemUTC().instant());
    }

    public static MonitoringState gather(Instant now) {
        return new MonitoringState(
                Configured.in(ThreatManagerConfiguration.get()),
                KeptSecrets.all(),
                Ledger.get().entries(),
                ScanStore.get().tenants(),
                ScanStore.get().servers(),
                DisabledTenants.get().all(),
                now);
    }

    /**
     * When a stored secret stops working: by Entra's word where a look has seen the secret, which never changes for one
     * and the same; else by the credential's, which a person can have edited. Empty if neither says it.
     */
    Optional<Instant> expiry(KeptSecret secret) {
        return seenExpiry(secret).or(secret::expires);
    }

    /** Whether a stored secret is where its tenant's policy does not want it (any more). */
    boolean isMisplaced(KeptSecret secret) {
        return configured.tenants().values().stream().anyMatch(secret.tenant()::equalsIgnoreCase)
                && configured.inPlugin().contains(ScanStore.key(secret.tenant()))
                        != secret.place().equals(KeptSecret.PLUGIN);
    }

    /** Whether the same credential is stored on the other side of the policy, too: it is moving. */
    boolean isMoving(KeptSecret secret) {
        return kept.stream()
                .filter(other -> other.credentialsId().equals(secret.credentialsId()))
                .filter(other -> other.tenant().equalsIgnoreCase(secret.tenant()))
                .anyMatch(other -> isMisplaced(other) != isMisplaced(secret));
    }

    /** How an expiry is judged now. */
    Expiry judged(Optional<Instant> expires) {
        return new Expiry(expires, now, configured.warnBefore());
    }

    /**
     * What there is to say of the identities with which a tenant is signed in to. As long as looks fail, that may be why,
     * and what the last good one showed still counts.
     *
     * @param touched when an operation may last have changed something
     */
    List<Finding> signIns(Look<TenantSnapshot> look, Instant touched) {
        return look.seenSince(look.failingSince().isPresent() ? Instant.EPOCH : touched).stream()
                .flatMap(sight -> sight.signIns().stream())
                .flatMap(signIn -> signIn.concern(look.subject(), judged(signIn.expires())).stream())
                .map(concern -> new Finding(
                        FindingKind.valueOf("BOOTSTRAP_" + concern.kind()), look.subject(), "", "", "", concern.text()))
                .toList();
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
