package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
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
 * @param entraTime a time that Entra's clock had reached when it was looked, at most as old as the token: for ages,
 *     which this machine's clock may get wrong; {@link Instant#EPOCH} if the token does not say
 */
public record DirectorySnapshot(
        String tenantId,
        BootstrapPrivileges bootstrap,
        GraphResource graph,
        Optional<Application> managed,
        List<Application> sameName,
        Optional<Application> deleted,
        Instant entraTime) {

    public DirectorySnapshot {
        sameName = List.copyOf(sameName);
    }
}
