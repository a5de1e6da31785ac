package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The profiles that can be ours by what the list alone says: they are marked for the tenant, have the wanted name,
 * name a secret of ours, or are used by the tenant's sync. Another may hold the app's client ID all the same, which
 * matters only where a {@link Plan#dependsOnProfiles plan depends on it}.
 */
public final class LikelyProfiles {

    private LikelyProfiles() {}

    public static WantedCredentials of(
            ProcedureRequest request, Optional<Application> app, Optional<StoredSecret> stored) {
        Set<String> keyIds = new HashSet<>();
        app.ifPresent(known -> known.secrets().forEach(secret -> keyIds.add(secret.keyId())));
        stored.ifPresent(known -> keyIds.add(known.keyId()));
        return (profile, syncs) ->
                request.goal().profileName().filter(profile.name()::equals).isPresent()
                        || OwnProfiles.isMarkedFor(profile, request.domain())
                        || ProfileMarker.of(profile)
                                .filter(marker -> keyIds.stream().anyMatch(marker::names))
                                .isPresent()
                        || syncs.stream()
                                .anyMatch(sync -> sync.tenant().equalsIgnoreCase(request.domain())
                                        && sync.profileId().equals(profile.id()));
    }
}
