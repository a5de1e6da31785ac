package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.Optional;

/**
 * A Credential Profile of a server that holds, or is to hold, the secret.
 *
 * @param server name of the server
 * @param named whether the operation names that server
 * @param synced whether the server syncs the tenant at all: some test a connection only then
 */
record ProfileUse(String server, boolean named, CredentialProfile profile, boolean synced) {

    Optional<ProfileMarker> marker() {
        return ProfileMarker.of(profile);
    }

    boolean names(String keyId) {
        return marker().filter(marker -> marker.names(keyId)).isPresent();
    }
}
