package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.List;

/**
 * A Credential Profile that this controller manages, for who wants to know and not to change. Read from its marker alone.
 *
 * @param name of the profile
 * @param domain of the tenant
 * @param keyId identifier of the client secret that was put into it
 */
public record ManagedProfile(String name, String domain, String keyId) {

    /** Those of one server, of all tenants, in the server's order. */
    public static List<ManagedProfile> in(ServerSnapshot snapshot, Controller controller) {
        return snapshot.profiles().stream()
                .flatMap(profile -> ProfileMarker.of(profile)
                        .filter(marker -> controller.is(marker.signer()))
                        .map(marker -> new ManagedProfile(profile.name(), marker.domain(), marker.keyId()))
                        .stream())
                .toList();
    }
}
