package io.jenkins.plugins.threatmanager.server;

import java.util.List;
import java.util.Set;

/**
 * The integrations of a Threat Manager server that matter here.
 *
 * @param unread identifiers of the profiles whose credentials were not asked for; they are here as if they had none
 */
public record ServerSnapshot(List<CredentialProfile> profiles, List<EntraIdSync> syncs, Set<String> unread) {

    public ServerSnapshot {
        profiles = List.copyOf(profiles);
        syncs = List.copyOf(syncs);
        unread = Set.copyOf(unread);
    }

    /** With the credentials of every profile. */
    public ServerSnapshot(List<CredentialProfile> profiles, List<EntraIdSync> syncs) {
        this(profiles, syncs, Set.of());
    }

    /** Whether the credentials of every profile are known. */
    public boolean isComplete() {
        return unread.isEmpty();
    }
}
