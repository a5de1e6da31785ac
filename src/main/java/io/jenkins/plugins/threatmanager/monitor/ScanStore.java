package io.jenkins.plugins.threatmanager.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The expiry watch's last looks, so that pages make no remote calls and a restart does not repeat them. Like the
 * {@link Ledger}, nothing that an operation decides by.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ScanStore {

    private final Shelf<TenantSnapshot> tenants = new Shelf<>(TenantSnapshot.class);
    private final Shelf<ServerSnapshotRecord> servers = new Shelf<>(ServerSnapshotRecord.class);

    /** The one of this controller. */
    public static ScanStore get() {
        return ExtensionList.lookupSingleton(ScanStore.class);
    }

    /** By domain in lower case. */
    Map<String, Look<TenantSnapshot>> tenants() {
        return tenants.all();
    }

    /** By name in lower case; a look at a server under a name that is an alias by now is one at that server. */
    Map<String, Look<ServerSnapshotRecord>> servers() {
        return in(ThreatManagerConfiguration.get().currentNames(), servers.all().values());
    }

    /** By what servers are called by now, the last of each. Pure. */
    static Map<String, Look<ServerSnapshotRecord>> in(
            CurrentNames names, Collection<Look<ServerSnapshotRecord>> written) {
        Map<String, Look<ServerSnapshotRecord>> current = new LinkedHashMap<>();
        for (Look<ServerSnapshotRecord> look : written) {
            Look<ServerSnapshotRecord> now = look.called(names.server(look.subject()));
            current.merge(key(now.subject()), now, (one, other) -> one.at().isAfter(other.at()) ? one : other);
        }
        return current;
    }

    void putTenant(Look<TenantSnapshot> look) {
        tenants.put(look);
    }

    void putServer(Look<ServerSnapshotRecord> look) {
        servers.put(look);
    }

    /** The key of a domain or a server's name. */
    static String key(String subject) {
        return subject.toLowerCase(Locale.ROOT);
    }

    /** The looks of one kind, in a file of their own. */
    private static final class Shelf<S extends Sight> {

        private final RecordFile<Look<S>> file;
        private final Map<String, Look<S>> looks = new LinkedHashMap<>();

        @SuppressWarnings("unchecked")
        Shelf(Class<S> kind) {
            file = new RecordFile<>(kind, (Class<Look<S>>) (Class<?>) Look.class);
            file.read().stream().filter(Look::isComplete).forEach(look -> looks.put(key(look.subject()), look));
        }

        synchronized Map<String, Look<S>> all() {
            return new LinkedHashMap<>(looks);
        }

        synchronized void put(Look<S> look) {
            looks.remove(key(look.subject()));
            looks.put(key(look.subject()), look);
            Ledger.trim(looks);
            file.write(List.copyOf(looks.values()));
        }
    }
}
