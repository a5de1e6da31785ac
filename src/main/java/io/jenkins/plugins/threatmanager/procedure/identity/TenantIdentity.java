package io.jenkins.plugins.threatmanager.procedure.identity;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the syncs of a server that name the tenant in another way than the configuration: by its ID, which the token
 * says, or by another of its verified domains. Whose domain it is, the sign-in page of the cloud tells anybody, so it is
 * asked only where it matters: about syncs that use what is ours, and where no sync names the tenant as expected. Of the
 * many tenants of one server it asks about none that this plugin manages.
 */
public final class TenantIdentity {

    private final EntraDirectory entra;
    private final String domain;
    private final String tenantId;
    private final Optional<String> clientId;
    private final Map<String, Boolean> asked = new HashMap<>();

    /** @param domain as configured */
    public TenantIdentity(EntraDirectory entra, String domain, DirectorySnapshot directory) {
        this.entra = entra;
        this.domain = domain;
        this.tenantId = directory.tenantId();
        this.clientId = directory.managed().or(directory::deleted).map(Application::appId);
    }

    /**
     * Looks at a server.
     *
     * @return with {@link ServerSnapshot#sameTenant}, and with the credentials of the profiles that such syncs use
     */
    public ServerSnapshot observe(ThreatManagerServer server, WantedCredentials wanted, OperationContext operation)
            throws InterruptedException {
        ServerSnapshot listed = server.observe(wanted, operation);
        ServerSnapshot seen = listed.naming(others(listed, operation));
        boolean hidden = seen.syncs().stream()
                .filter(sync -> seen.isAlias(sync, domain))
                .anyMatch(sync -> seen.unread().contains(sync.profileId()));
        return hidden ? server.complete(seen, operation) : seen;
    }

    /** Texts that stand for the tenant, besides the domain. */
    private Set<String> others(ServerSnapshot seen, OperationContext operation) throws InterruptedException {
        boolean expected = seen.syncs().stream().anyMatch(sync -> isDomain(sync) || isTenantId(sync));
        Set<String> ours = OwnProfiles.of(seen.profiles(), domain, clientId).list().stream()
                .map(CredentialProfile::id)
                .collect(Collectors.toSet());
        Set<String> same = new HashSet<>();
        for (EntraIdSync sync : seen.syncs()) {
            operation.stopIfInterrupted();
            if (isDomain(sync) || sync.tenant().isBlank()) {
                continue;
            }
            boolean matters = expected ? ours.contains(sync.profileId()) : !isManagedAsNamed(sync, seen);
            if (isTenantId(sync) || matters && isOurs(sync.tenant(), operation)) {
                same.add(sync.tenant());
            }
        }
        return same;
    }

    private boolean isDomain(EntraIdSync sync) {
        return sync.tenant().equalsIgnoreCase(domain);
    }

    private boolean isTenantId(EntraIdSync sync) {
        return EntraTenant.normal(sync.tenant()).equalsIgnoreCase(tenantId);
    }

    /** Whether the profile says that it is for the tenant that the sync names: then that is another one. */
    private static boolean isManagedAsNamed(EntraIdSync sync, ServerSnapshot seen) {
        return seen.profiles().stream()
                .filter(profile -> profile.id().equals(sync.profileId()))
                .flatMap(profile -> ProfileMarker.of(profile).stream())
                .anyMatch(marker -> marker.domain().equalsIgnoreCase(sync.tenant()));
    }

    private boolean isOurs(String text, OperationContext operation) throws InterruptedException {
        String name = EntraTenant.normal(text);
        if (Guid.is(name)) {
            return false;
        }
        Boolean known = asked.get(name);
        if (known == null) {
            known = entra.tenantIdOf(name, operation)
                    .filter(tenantId::equalsIgnoreCase)
                    .isPresent();
            asked.put(name, known);
        }
        return known;
    }
}
