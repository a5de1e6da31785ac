package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.List;
import java.util.Optional;

/**
 * The Credential Profiles of a server that are about one tenant's app: they carry the marker for the tenant, or hold
 * the app's client ID.
 */
public record OwnProfiles(List<CredentialProfile> list) {

    public OwnProfiles {
        list = List.copyOf(list);
    }

    /** @param clientId of the app registration; empty if it is still to be created */
    public static OwnProfiles of(List<CredentialProfile> profiles, String domain, Optional<String> clientId) {
        return new OwnProfiles(profiles.stream()
                .filter(profile -> isMarkedFor(profile, domain)
                        || clientId.filter(id -> holds(profile, id)).isPresent())
                .toList());
    }

    public static boolean isMarkedFor(CredentialProfile profile, String domain) {
        return ProfileMarker.of(profile)
                .filter(marker -> marker.domain().equalsIgnoreCase(domain))
                .isPresent();
    }

    public static boolean holds(CredentialProfile profile, String clientId) {
        return profile.credentials().stream()
                .anyMatch(credential -> credential.userName().equalsIgnoreCase(clientId));
    }

    /** The one with that name; without it, the first. */
    public Optional<CredentialProfile> preferred(String name) {
        return named(name).or(() -> list.stream().findFirst());
    }

    public Optional<CredentialProfile> named(String name) {
        return list.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
