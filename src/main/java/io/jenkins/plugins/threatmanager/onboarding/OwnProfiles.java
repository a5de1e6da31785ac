package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Credential Profiles of a server that are about one tenant's app: they carry the marker for the tenant, or hold
 * the app's client ID.
 */
record OwnProfiles(List<CredentialProfile> list) {

    OwnProfiles {
        list = List.copyOf(list);
    }

    /** @param clientId of the app registration; empty if it is still to be created */
    static OwnProfiles of(List<CredentialProfile> profiles, String domain, Optional<String> clientId) {
        return new OwnProfiles(profiles.stream()
                .filter(profile -> isMarkedFor(profile, domain)
                        || clientId.filter(id -> holds(profile, id)).isPresent())
                .toList());
    }

    /**
     * The profiles that can be ours by what the list alone says: they are marked for the tenant, have the wanted name,
     * name a secret of ours, or are used by the tenant's sync. Another may hold the app's client ID all the same, which
     * matters only where a {@link Plan#dependsOnProfiles plan depends on it}.
     */
    static WantedCredentials likely(
            OnboardingRequest request, Optional<Application> app, Optional<StoredSecret> stored) {
        Set<String> keyIds = new HashSet<>();
        app.ifPresent(known -> known.secrets().forEach(secret -> keyIds.add(secret.keyId())));
        stored.ifPresent(known -> keyIds.add(known.keyId()));
        return (profile, syncs) -> profile.name().equals(request.profileName())
                || isMarkedFor(profile, request.domain())
                || ProfileMarker.of(profile)
                        .filter(marker -> keyIds.stream().anyMatch(marker::names))
                        .isPresent()
                || syncs.stream()
                        .anyMatch(sync -> sync.tenant().equalsIgnoreCase(request.domain())
                                && sync.profileId().equals(profile.id()));
    }

    static boolean isMarkedFor(CredentialProfile profile, String domain) {
        return ProfileMarker.of(profile)
                .filter(marker -> marker.domain().equalsIgnoreCase(domain))
                .isPresent();
    }

    static boolean holds(CredentialProfile profile, String clientId) {
        return profile.credentials().stream()
                .anyMatch(credential -> credential.userName().equalsIgnoreCase(clientId));
    }

    /** The one with that name; without it, the first. */
    Optional<CredentialProfile> preferred(String name) {
        return named(name).or(() -> list.stream().findFirst());
    }

    Optional<CredentialProfile> named(String name) {
        return list.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
