package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which client secrets Threat Manager holds, as far as its profiles' descriptions tell.
 *
 * @param keyIds identifiers of the secrets that are named
 * @param complete whether that is all: false where no server was looked at, or a profile does not name its secret
 */
record HeldSecrets(Set<String> keyIds, boolean complete) {

    /** Where no server was looked at. */
    static final HeldSecrets UNKNOWN = new HeldSecrets(Set.of(), false);

    static HeldSecrets of(List<CredentialProfile> ownProfiles) {
        Set<String> keyIds = new HashSet<>();
        boolean complete = true;
        for (CredentialProfile profile : ownProfiles) {
            Optional<ProfileMarker> marker = ProfileMarker.of(profile);
            marker.ifPresent(found -> keyIds.add(found.keyId()));
            complete &= marker.isPresent();
        }
        return new HeldSecrets(Set.copyOf(keyIds), complete);
    }

    boolean contains(String keyId) {
        return keyIds.stream().anyMatch(keyId::equalsIgnoreCase);
    }
}
