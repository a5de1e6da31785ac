package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedApp;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knowledge for tests: a tenant {@code contoso} and a server {@code tm-prod}, and what is added to it. */
final class MonitoringFixture {

    static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    static final Instant FAR = Instant.parse("2028-11-23T08:00:00Z");
    static final String DOMAIN = "contoso.onmicrosoft.com";
    static final String NEW_KEY = "11111111-1111-1111-1111-111111111111";
    static final String OLD_KEY = "00000000-0000-0000-0000-000000000000";
    static final String STRANGE_KEY = "99999999-9999-9999-9999-999999999999";
    static final String CLIENT_ID = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";

    private final Map<String, String> tenants = new LinkedHashMap<>(Map.of("contoso", DOMAIN));
    private final List<String> servers = new ArrayList<>(List.of("tm-prod"));
    private final Set<String> inPlugin = new HashSet<>();
    private final Map<String, PermissionSet> needs = new LinkedHashMap<>();
    private List<String> listed = PermissionSet.DEFAULT.permissions();
    private final List<KeptSecret> kept = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final Map<String, Look<TenantSnapshot>> tenantLooks = new LinkedHashMap<>();
    private final Map<String, Look<ServerSnapshotRecord>> serverLooks = new LinkedHashMap<>();
    private final List<DisabledTenant> disabled = new ArrayList<>();

    static KeptSecret secret(String keyId, String previousKeyId, String expires) {
        return new KeptSecret(
                "security",
                "contoso-tm",
                DOMAIN,
                CLIENT_ID,
                keyId,
                previousKeyId,
                expires.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(expires)));
    }

    /** With secrets that expire at {@link #FAR}. */
    static ManagedApp app(boolean enabled, String... keyIds) {
        return new ManagedApp(
                CLIENT_ID,
                enabled,
                Stream.of(keyIds).collect(Collectors.toMap(Function.identity(), keyId -> FAR)),
                List.of(keyIds).stream()
                        .map(keyId -> new ManagedApp.Secret(keyId, "contoso-tm"))
                        .toList(),
                List.of(),
                Optional.empty());
    }

    /** With one secret. */
    static ManagedApp app(String keyId, String expires) {
        return new ManagedApp(
                CLIENT_ID,
                true,
                Map.of(keyId, Instant.parse(expires)),
                List.of(new ManagedApp.Secret(keyId, "contoso-tm")),
                List.of(),
                Optional.empty());
    }

    /** With one secret, and something that is not as this plugin leaves it. */
    static ManagedApp app(String keyId, ManagedApp.Doubt.Kind doubt) {
        return new ManagedApp(
                CLIENT_ID,
                true,
                Map.of(keyId, FAR),
                List.of(new ManagedApp.Secret(keyId, "contoso-tm")),
                List.of(new ManagedApp.Doubt(doubt, "is not as it was left")),
                Optional.empty());
    }

    static OperationRecord ran(String job, String at, OperationRecord.End end, String sentence) {
        return new OperationRecord("onboard", job, job.isEmpty() ? 0 : 7, Instant.parse(at), end, sentence);
    }

    MonitoringFixture tenant(String name, String domain) {
        tenants.put(name, domain);
        return this;
    }

    MonitoringFixture server(String name) {
        servers.add(name);
        return this;
    }

    MonitoringFixture keeps(KeptSecret secret) {
        kept.add(secret);
        return this;
    }

    MonitoringFixture ledger(LedgerEntry entry) {
        ledger.add(entry);
        return this;
    }

    MonitoringFixture disabled(DisabledTenant mark) {
        disabled.add(mark);
        return this;
    }

    MonitoringFixture saw(Optional<ManagedApp> app, KeptSecret... keptThen) {
        return looked(Look.good(DOMAIN, NOW.minusSeconds(3600), new TenantSnapshot(app, List.of(keptThen))));
    }

    MonitoringFixture looked(Look<TenantSnapshot> look) {
        tenantLooks.put(ScanStore.key(look.subject()), look);
        return this;
    }

    /** Its policy keeps secrets in the plugin's own store. */
    MonitoringFixture keepsInPlugin() {
        inPlugin.add(ScanStore.key(DOMAIN));
        return this;
    }

    /** @param version of the server {@code tm-prod} */
    MonitoringFixture version(String version) {
        needs.put("tm-prod", PermissionSet.ofVersion(version).orElseThrow());
        return this;
    }

    /** What the tenant's policy lists. */
    MonitoringFixture lists(PermissionSet set) {
        listed = set.permissions();
        return this;
    }

    /** A look at an app registration that holds these consents. */
    MonitoringFixture sawConsents(List<String> granted, String... notOffered) {
        return saw(Optional.of(new ManagedApp(
                CLIENT_ID,
                true,
                Map.of(NEW_KEY, FAR),
                List.of(),
                List.of(),
                Optional.of(new ManagedApp.Consents(Set.copyOf(granted), Set.of(notOffered))))));
    }

    MonitoringFixture sawServer(ManagedProfile... profiles) {
        return lookedAtServer(
                Look.good("tm-prod", NOW.minusSeconds(3600), new ServerSnapshotRecord(List.of(profiles))));
    }

    MonitoringFixture lookedAtServer(Look<ServerSnapshotRecord> look) {
        serverLooks.put(ScanStore.key(look.subject()), look);
        return this;
    }

    MonitoringState at(Instant now) {
        return new MonitoringState(
                new MonitoringState.Configured(
                        tenants,
                        servers,
                        CalendarPeriod.parse("30 days"),
                        CalendarPeriod.parse("21 days"),
                        inPlugin,
                        needs,
                        Map.of(ScanStore.key(DOMAIN), listed)),
                kept,
                ledger,
                tenantLooks,
                serverLooks,
                disabled,
                now);
    }

    MonitoringState now() {
        return at(NOW);
    }
}
