package io.jenkins.plugins.threatmanager.standin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The integrations of the stand-in of Threat Manager, as its console would show them, whatever its REST interface looks
 * like. Clouds are called by this plugin's names.
 */
public final class ThreatManagerConsole {

    private final Map<Long, Profile> profiles = new TreeMap<>();
    private final Map<Long, Sync> syncs = new TreeMap<>();
    private final Clock clock;
    private long lastId = 40;
    private Check onTest = (tenant, cloud, clientId, secret) -> new Result(true, "");
    private Check onSync = (tenant, cloud, clientId, secret) -> new Result(true, "");

    ThreatManagerConsole(Clock clock) {
        this.clock = clock;
    }

    /** Whether Entra accepts a client ID and secret for a tenant. */
    @FunctionalInterface
    public interface Check {
        Result check(String tenant, String cloud, String clientId, String secret);
    }

    /** @param message why it failed; empty if it did not */
    public record Result(boolean passed, String message) {}

    /** A Credential Profile; only tests see the passwords. */
    public record Profile(long id, String name, String description, List<Credential> credentials) {}

    /** A credential in a profile. */
    public record Credential(long id, String platform, String userName, String password) {}

    /** An Entra ID Sync. */
    public record Sync(
            long id, String tenant, String cloud, long profileId, boolean enabled, ThreatManagerSyncRuns runs) {}

    /** Called by Test Connection. */
    public synchronized void onTestConnection(Check check) {
        onTest = check;
    }

    /** Called when a sync begins. */
    public synchronized void onSync(Check check) {
        onSync = check;
    }

    public synchronized List<Profile> profiles() {
        return List.copyOf(profiles.values());
    }

    public synchronized List<Sync> syncs() {
        return List.copyOf(syncs.values());
    }

    /** The profile of that name; fails if there is none. */
    public synchronized Profile profile(String name) {
        return profiles.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The secret that Threat Manager holds, which it never gives back itself. */
    public synchronized String passwordOf(String profileName) {
        return profile(profileName).credentials().get(0).password();
    }

    public synchronized Profile profile(long id) {
        return Optional.ofNullable(profiles.get(id))
                .orElseThrow(() -> ThreatManagerRejection.missing("Credential profile not found"));
    }

    /** Adds a Credential Profile without credentials. */
    public synchronized Profile addProfile(String name, String description) {
        checkName(name, -1);
        Profile added = new Profile(++lastId, name, description, List.of());
        profiles.put(added.id(), added);
        return added;
    }

    private void checkName(String name, long except) {
        if (name.isBlank()) {
            throw ThreatManagerRejection.invalid("The Name field is required.");
        }
        if (profiles.values().stream()
                .anyMatch(each -> each.id() != except && each.name().equals(name))) {
            throw ThreatManagerRejection.conflict("A credential profile named '" + name + "' already exists");
        }
    }

    public synchronized void editProfile(long id, String name, String description) {
        Profile old = profile(id);
        checkName(name, id);
        profiles.put(id, new Profile(id, name, description, old.credentials()));
    }

    /** @param withCredentials whether the profile may still hold credentials */
    public synchronized void deleteProfile(long id, boolean withCredentials) {
        Profile old = profile(id);
        if (syncs.values().stream().anyMatch(each -> each.profileId() == id)) {
            throw ThreatManagerRejection.conflict("The credential profile is in use by an Entra ID Sync");
        }
        if (!withCredentials && !old.credentials().isEmpty()) {
            throw ThreatManagerRejection.conflict("The credential profile still holds credentials");
        }
        profiles.remove(id);
    }

    public synchronized Credential addCredential(long profileId, String platform, String userName, String password) {
        Profile old = profile(profileId);
        checkCredential(userName, password);
        Credential added = new Credential(++lastId, platform, userName, password);
        List<Credential> all = new ArrayList<>(old.credentials());
        all.add(added);
        profiles.put(profileId, new Profile(profileId, old.name(), old.description(), List.copyOf(all)));
        return added;
    }

    private static void checkCredential(String userName, String password) {
        if (userName.isBlank() || password.isEmpty()) {
            throw ThreatManagerRejection.invalid("User Name and Password are required.");
        }
    }

    public synchronized void editCredential(
            long profileId, long id, String platform, String userName, String password) {
        checkCredential(userName, password);
        replaceCredential(profileId, id, Optional.of(new Credential(id, platform, userName, password)));
    }

    public synchronized void deleteCredential(long profileId, long id) {
        replaceCredential(profileId, id, Optional.empty());
    }

    private void replaceCredential(long profileId, long id, Optional<Credential> by) {
        Profile old = profile(profileId);
        List<Credential> all = new ArrayList<>(old.credentials());
        if (!all.removeIf(each -> each.id() == id)) {
            throw ThreatManagerRejection.missing("Credential not found");
        }
        by.ifPresent(all::add);
        all.sort(Comparator.comparing(Credential::id));
        profiles.put(profileId, new Profile(profileId, old.name(), old.description(), List.copyOf(all)));
    }

    public synchronized Sync sync(long id) {
        return Optional.ofNullable(syncs.get(id))
                .orElseThrow(() -> ThreatManagerRejection.missing("Entra ID Sync not found"));
    }

    /** Adds an Entra ID Sync; its first run is a full scan and begins some minutes later. */
    public synchronized Sync addSync(String tenant, String cloud, long profileId, boolean enabled) {
        profile(profileId);
        if (tenant.isBlank()) {
            throw ThreatManagerRejection.invalid("The Tenant field is required.");
        }
        if (syncs.values().stream().anyMatch(each -> each.tenant().equalsIgnoreCase(tenant))) {
            throw ThreatManagerRejection.conflict("The tenant '" + tenant + "' is already configured");
        }
        Sync added = new Sync(++lastId, tenant, cloud, profileId, enabled, new ThreatManagerSyncRuns(clock.instant()));
        syncs.put(added.id(), added);
        return added;
    }

    public synchronized void editSync(long id, long profileId, boolean enabled, boolean fullScan) {
        Sync old = sync(id);
        profile(profileId);
        old.runs().fullScanNext(fullScan);
        syncs.put(id, new Sync(id, old.tenant(), old.cloud(), profileId, enabled, old.runs()));
    }

    public synchronized void deleteSync(long id) {
        sync(id);
        syncs.remove(id);
    }

    /** As the button does: with the credential that is in the profile now. */
    public synchronized Result testConnection(String tenant, String cloud, long profileId) {
        return check(onTest, tenant, cloud, profile(profileId));
    }

    private static Result check(Check check, String tenant, String cloud, Profile profile) {
        if (profile.credentials().isEmpty()) {
            return new Result(false, "The credential profile holds no credential");
        }
        Credential first = profile.credentials().get(0);
        return check.check(tenant, cloud, first.userName(), first.password());
    }

    /** Sync History so far, newest first. */
    public synchronized List<ThreatManagerSyncRuns.Row> history(long syncId) {
        Sync sync = sync(syncId);
        return sync.runs()
                .until(
                        clock.instant(),
                        sync.enabled(),
                        () -> check(onSync, sync.tenant(), sync.cloud(), profile(sync.profileId()))
                                .passed());
    }
}
