package io.jenkins.plugins.threatmanager.entra;

import java.util.List;
import java.util.Optional;

/**
 * What one look at a tenant showed.
 *
 * @param tenantId GUID of the tenant, from the token
 * @param bootstrap who looked, and what its token allows
 * @param graph Microsoft Graph's own service principal and the permissions it offers here
 * @param managed the application with the wanted unique name
 * @param sameName other applications with the wanted display name, in Entra's order
 * @param deleted the application with the wanted unique name in the recycle bin; empty also if the bootstrap identity
 *     may not look there
 */
public record DirectorySnapshot(
        String tenantId,
        BootstrapPrivileges bootstrap,
        GraphResource graph,
        Optional<Application> managed,
        List<Application> sameName,
        Optional<Application> deleted) {

    public DirectorySnapshot {
        sameName = List.copyOf(sameName);
    }
}
