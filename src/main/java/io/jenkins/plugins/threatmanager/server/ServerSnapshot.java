package io.jenkins.plugins.threatmanager.server;

import java.util.List;

/** The integrations of a Threat Manager server that matter here. */
public record ServerSnapshot(List<CredentialProfile> profiles, List<EntraIdSync> syncs) {

    public ServerSnapshot {
        profiles = List.copyOf(profiles);
        syncs = List.copyOf(syncs);
    }
}
