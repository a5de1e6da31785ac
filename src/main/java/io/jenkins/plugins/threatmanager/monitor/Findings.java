package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** From what is known to what somebody should know. Pure: no clock, no network. */
@Restricted(NoExternalUse.class)
public final class Findings {

    private final MonitoringState known;
    private final Map<String, Instant> touchedTenants;
    private final Map<String, Instant> touchedServers;
    private final Map<String, Set<String>> servers;
    private final Map<String, KeptSecret> current = new HashMap<>();
    private final Map<String, KeptSecret> previous = new HashMap<>();
    private final Map<String, List<KeptSecret>> byTenant = new HashMap<>();
    private final List<Finding> found = new ArrayList<>();

    private Findings(MonitoringState known) {
        this.known = known;
        this.touchedTenants = known.touchedTenants();
        this.touchedServers = known.touchedServers();
        this.servers = KnownServers.byDomain(known.ledger());
        for (KeptSecret secret : known.kept()) {
            // A look is at the app of Threat Manager, which says nothing of another product's.
            if (secret.isFor(Product.THREAT_MANAGER)) {
                byTenant.computeIfAbsent(ScanStore.key(secret.tenant()), key -> new ArrayList<>())
                        .add(secret);
            }
            index(current, secret.keyId(), secret);
            index(previous, secret.previousKeyId(), secret);
        }
    }

    private static void index(Map<String, KeptSecret> index, String keyId, KeptSecret secret) {
        if (!keyId.isEmpty()) {
            index.put(ScanStore.key(keyId), secret);
        }
    }

    /** The severe ones first, then by tenant and credential. */
    public static List<Finding> in(MonitoringState known) {
        Findings findings = new Findings(known);
        known.configured().tenants().forEach(findings::disabled);
        known.configured().tenants().values().stream().distinct().forEach(findings::permissions);
        known.kept().forEach(findings::expiry);
        known.kept().stream().filter(known::isMisplaced).forEach(findings::misplaced);
        known.tenantLooks().values().forEach(findings::tenant);
        known.serverLooks().values().forEach(findings::server);
        known.ledger().forEach(findings::rotation);
        findings.found.sort(Comparator.comparing((Finding finding) -> !finding.isSevere())
                .thenComparing(Finding::domain)
                .thenComparing(Finding::place)
                .thenComparing(Finding::credentialsId)
                .thenComparing(Finding::kind)
                .thenComparing(Finding::server));
        return findings.found;
    }

    private void disabled(String name, String domain) {
        known.disabled().stream()
                .filter(mark -> mark.is(name, domain))
                .findFirst()
                .ifPresent(mark -> add(
                        FindingKind.TENANT_DISABLED,
                        domain,
                        "",
                        Messages.Finding_TenantDisabled(name, mark.getUser(), UtcFormat.of(mark.since()))));
    }

    /** Of each server with a sync of the tenant, by its version: an upgrade of the product is a change of the app. */
    private void permissions(String domain) {
        List<String> listed = known.configured().listed().get(ScanStore.key(domain));
        for (String server : new TreeSet<>(servers.getOrDefault(ScanStore.key(domain), Set.of()))) {
            PermissionSet set = known.configured().needs().get(server);
            if (set == null || listed == null) {
                continue;
            }
            List<String> beyond = set.permissions().stream()
                    .filter(name -> !listed.contains(name))
                    .toList();
            if (!beyond.isEmpty()) {
                needs(
                        domain,
                        server,
                        set,
                        beyond,
                        "the tenant's policy does not list: set permissionSet: " + set.setName()
                                + " there, and onboard the tenant again.");
                continue;
            }
            List<String> missing = sight(domain)
                    .flatMap(TenantSnapshot::consents)
                    .map(consents -> consents.missing(set.permissions()))
                    .orElse(List.of());
            if (!missing.isEmpty()) {
                needs(domain, server, set, missing, "are not granted yet: onboard the tenant again.");
            }
        }
    }

    private void needs(String domain, String server, PermissionSet set, List<String> names, String what) {
        add(
                FindingKind.NEEDS_PERMISSIONS,
                domain,
                server,
                "Threat Manager " + set.version() + " on '" + server + "' needs of " + domain + " "
                        + String.join(", ", names) + ", which " + what);
    }

    /** The last look at a tenant, unless an operation has changed something since. */
    private Optional<TenantSnapshot> sight(String domain) {
        String key = ScanStore.key(domain);
        return Optional.ofNullable(known.tenantLooks().get(key))
                .flatMap(look -> look.seenSince(touchedTenants.getOrDefault(key, Instant.EPOCH)))
                .filter(TenantSnapshot::isRegistered);
    }

    private void expiry(KeptSecret secret) {
        Expiry expiry = known.judged(known.expiry(secret));
        switch (expiry.level()) {
            case EXPIRED ->
                add(
                        FindingKind.EXPIRED,
                        secret,
                        "",
                        Messages.Finding_Expired(name(secret), secret.tenant(), day(secret)));
            case SOON ->
                add(
                        FindingKind.EXPIRES_SOON,
                        secret,
                        "",
                        Messages.Finding_ExpiresSoon(name(secret), secret.tenant(), day(secret), expiry.daysLeft()));
            case UNKNOWN ->
                add(
                        FindingKind.EXPIRY_UNKNOWN,
                        secret,
                        "",
                        Messages.Finding_ExpiryUnknown(name(secret), secret.tenant()));
            case VALID -> {}
        }
        known.seenExpiry(secret)
                .filter(seen -> secret.expires().stream().anyMatch(said -> StoredSecret.isOtherExpiry(said, seen)))
                .ifPresent(seen -> add(
                        FindingKind.EXPIRY_WRONG,
                        secret,
                        "",
                        Messages.Finding_ExpiryWrong(
                                name(secret), UtcFormat.of(secret.expires().orElseThrow()), UtcFormat.of(seen))));
    }

    private void misplaced(KeptSecret secret) {
        add(
                FindingKind.KEPT_ELSEWHERE,
                secret,
                "",
                "The client secret in '" + name(secret) + "' for " + secret.tenant() + " is kept in "
                        + (secret.place().equals(KeptSecret.PLUGIN)
                                ? "the plugin's own store, and the tenant's policy keeps it in a folder."
                                : "a folder, and the tenant's policy keeps it in the plugin's own store.")
                        + " A rotation moves it, if this plugin wrote it; otherwise delete it.");
    }

    private void tenant(Look<TenantSnapshot> look) {
        String key = ScanStore.key(look.subject());
        List<KeptSecret> kept = byTenant.getOrDefault(key, List.of());
        boolean used = !kept.isEmpty() || touchedTenants.containsKey(key);
        if (!used || known.configured().tenants().values().stream().noneMatch(look.subject()::equalsIgnoreCase)) {
            return;
        }
        look.failingSince()
                .ifPresent(since -> add(
                        look.isSignInExpired() ? FindingKind.BOOTSTRAP_EXPIRED : FindingKind.LOOK_FAILED,
                        look.subject(),
                        "",
                        Messages.Finding_TenantLookFailed(look.subject(), UtcFormat.of(since), look.failure())));
        Instant touched = touchedTenants.getOrDefault(key, Instant.EPOCH);
        found.addAll(known.signIns(look, touched));
        look.seenSince(touched).ifPresent(sight -> compare(look.subject(), sight, kept));
    }

    private void compare(String domain, TenantSnapshot sight, List<KeptSecret> kept) {
        List<KeptSecret> managed = kept.stream()
                .filter(secret -> !secret.keyId().isEmpty())
                .filter(sight::isAbout)
                .toList();
        if (!sight.isRegistered() && !managed.isEmpty()) {
            add(FindingKind.APP_MISSING, domain, "", Messages.Finding_AppMissing(domain));
            return;
        }
        if (!sight.isEnabled() && !managed.isEmpty()) {
            add(FindingKind.APP_DISABLED, domain, "", Messages.Finding_AppDisabled(domain));
        }
        sight.doubts()
                .forEach(doubt -> add(
                        FindingKind.of(doubt),
                        domain,
                        "",
                        "The app registration of " + domain + " " + doubt.sentence()));
        managed.stream()
                .filter(secret -> !sight.has(secret.keyId()))
                .forEach(secret -> add(
                        FindingKind.GONE_FROM_ENTRA,
                        secret,
                        "",
                        Messages.Finding_GoneFromEntra(name(secret), domain, secret.keyId())));
        sight.made().forEach((keyId, credentialsId) -> {
            if (!current.containsKey(keyId) && !previous.containsKey(keyId)) {
                add(
                        FindingKind.UNKNOWN_TO_JENKINS,
                        domain,
                        "",
                        Messages.Finding_UnknownToJenkins(domain, keyId, credentialsId));
            }
        });
    }

    private void server(Look<ServerSnapshotRecord> look) {
        if (!known.configured().servers().contains(look.subject())) {
            return;
        }
        look.failingSince()
                .ifPresent(since -> add(
                        FindingKind.LOOK_FAILED,
                        "",
                        look.subject(),
                        Messages.Finding_ServerLookFailed(look.subject(), UtcFormat.of(since), look.failure())));
        look.seenSince(touchedServers.getOrDefault(ScanStore.key(look.subject()), Instant.EPOCH))
                .ifPresent(sight -> sight.profiles().forEach(profile -> compare(look.subject(), profile)));
    }

    private void compare(String server, ManagedProfile profile) {
        String keyId = ScanStore.key(profile.keyId());
        if (current.containsKey(keyId)) {
            return;
        }
        KeptSecret keeper = previous.get(keyId);
        if (keeper != null) {
            add(
                    FindingKind.OLD_SECRET_ON_SERVER,
                    keeper,
                    server,
                    Messages.Finding_OldSecretOnServer(server, profile.name(), name(keeper)));
        } else {
            add(
                    FindingKind.UNKNOWN_SECRET_ON_SERVER,
                    profile.domain(),
                    server,
                    Messages.Finding_UnknownSecretOnServer(server, profile.name(), profile.keyId()));
        }
    }

    private void rotation(LedgerEntry entry) {
        entry.lastRun()
                .filter(ran -> ran.isAutomatic() && ran.end() == OperationRecord.End.FAILED)
                .ifPresent(ran -> found.add(new Finding(
                        FindingKind.ROTATION_FAILED,
                        entry.domain(),
                        entry.key().server(),
                        entry.key().place(),
                        entry.key().credentialsId(),
                        Messages.Finding_RotationFailed(entry.key().credentialsId(), entry.domain(), ran.sentence()))));
    }

    private void add(FindingKind kind, KeptSecret secret, String server, String text) {
        found.add(new Finding(kind, secret.tenant(), server, secret.place(), secret.credentialsId(), text));
    }

    private void add(FindingKind kind, String domain, String server, String text) {
        found.add(new Finding(kind, domain, server, "", "", text));
    }

    private static String name(KeptSecret secret) {
        return secret.place().isEmpty() ? secret.credentialsId() : secret.place() + "/" + secret.credentialsId();
    }

    private String day(KeptSecret secret) {
        return UtcFormat.of(known.expiry(secret).orElseThrow());
    }
}
