package io.jenkins.plugins.threatmanager.entra;

import java.util.Set;

/**
 * That a client secret works: it obtained tokens several times in a row.
 *
 * @param tenantId GUID of the tenant that issued them
 * @param permissions application permissions in the last token's {@code roles}
 * @param tokens how many were obtained in a row
 */
public record TokenProof(String tenantId, Set<String> permissions, int tokens) {

    public TokenProof {
        permissions = Set.copyOf(permissions);
    }
}
