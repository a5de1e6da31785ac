package io.jenkins.plugins.threatmanager.entra;

import java.util.Collections;
import java.util.Set;

/**
 * What the bootstrap identity's own Graph token says of it.
 *
 * @param appId application (client) ID of the bootstrap identity; empty if the token does not tell
 * @param permissions application permissions in the token's {@code roles}, for example {@code Application.Read.All}
 */
public record BootstrapPrivileges(String appId, Set<String> permissions) {

    private static final Set<String> READ_GRANTS = Set.of(
            "Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    public BootstrapPrivileges {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Whether it sees admin consents and the recycle bin. If not, as with {@code Application.ReadWrite.OwnedBy} alone,
     * a snapshot shows service principals without grants and nothing deleted: that is then unknown, not absent.
     */
    public boolean mayReadGrants() {
        return !Collections.disjoint(permissions, READ_GRANTS);
    }
}
