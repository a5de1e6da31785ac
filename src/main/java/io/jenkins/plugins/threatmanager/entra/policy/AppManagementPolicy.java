package io.jenkins.plugins.threatmanager.entra.policy;

import java.util.List;

/**
 * What a tenant's default policy, or one that is assigned to an application, says of client secrets.
 *
 * @param name as its administrator wrote it, or Microsoft, made printable; empty if it has none
 * @param restrictions those that are enforced while it is enabled
 */
record AppManagementPolicy(String name, boolean enabled, List<Restriction> restrictions) {

    AppManagementPolicy {
        restrictions = List.copyOf(restrictions);
    }
}
