package io.jenkins.plugins.threatmanager.entra;

import java.util.Set;

/**
 * What the bootstrap identity's own Graph token says of it.
 *
 * @param appId application (client) ID of the bootstrap identity; empty if the token does not tell
 * @param permissions application permissions in the token's {@code roles}, for example {@code Application.Read.All}
 */
public record BootstrapPrivileges(String appId, Set<String> permissions) {

    public BootstrapPrivileges {
        permissions = Set.copyOf(permissions);
    }
}
