package io.jenkins.plugins.threatmanager.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The integrations of a Threat Manager server that matter here.
 *
 * @param unread identifiers of the profiles whose credentials were not asked for; they are here as if they had none
 * @param sameTenant texts, in lower case, with which syncs name the wanted tenant besides its configured domain: its ID,
 *     or another of its domains; empty also where that was not looked up
 */
public record ServerSnapshot(
        List<CredentialProfile> profiles, List<EntraIdSync> syncs, Set<String> unread, Set<String> sameTenant) {

    public ServerSnapshot {
        profiles = List.copyOf(profiles);
        syncs = List.copyOf(syncs);
        unread = Set.copyOf(unread);
        sameTenant = sameTenant.stream().map(ServerSnapshot::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** With the credentials of every profile. */
    public ServerSnapshot(List<CredentialProfile> profiles, List<EntraIdSync> syncs) {
        this(profiles, syncs, Set.of(), Set.of());
    }

    /** Whether the credentials of every profile are known. */
    public boolean isComplete() {
        return unread.isEmpty();
    }

    /** The same with other profiles, of which everything is known. */
    public ServerSnapshot with(List<CredentialProfile> known) {
        return new ServerSnapshot(known, syncs, Set.of(), sameTenant);
    }

    /** The same once it is known how syncs name the wanted tenant. */
    public ServerSnapshot naming(Set<String> texts) {
        return new ServerSnapshot(profiles, syncs, unread, texts);
    }

    /** Whether a sync is for a tenant, however it names it. */
    public boolean isOf(EntraIdSync sync, String domain) {
        return sync.tenant().equalsIgnoreCase(domain) || sameTenant.contains(lower(sync.tenant()));
    }

    /** Whether a sync is for a tenant, and names it in another way than the configuration. */
    public boolean isAlias(EntraIdSync sync, String domain) {
        return isOf(sync, domain) && !sync.tenant().equalsIgnoreCase(domain);
    }

    /** Those for a tenant, in the server's order. */
    public List<EntraIdSync> syncsOf(String domain) {
        return syncs.stream().filter(sync -> isOf(sync, domain)).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
