package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The permissions that an operation asks for where nothing says which: what all servers of the tenant need, and never
 * more than its policy lists. A server whose version is not known needs what the policy lists. Pure.
 */
final class SyncPermissions {

    private final TenantGoal.Tenant tenant;
    private final ServerNeeds needs;

    SyncPermissions(TenantGoal.Tenant tenant, ServerNeeds needs) {
        this.tenant = tenant;
        this.needs = needs;
    }

    /**
     * @param named servers that the operation is about
     * @return names, in the order of the policy
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a named server needs more than the policy
     *     lists
     */
    List<String> of(Operation operation, List<String> named) {
        Set<String> wanted = new HashSet<>(needs.elsewhere());
        if (operation.configuresSync()) {
            named.forEach(server -> wanted.addAll(of(server)));
        }
        List<String> listed = tenant.policy().permissions();
        return wanted.isEmpty() || !operation.followsServers()
                ? listed
                : listed.stream().filter(wanted::contains).toList();
    }

    /** Those of the policy that the app may have without being asked for them. */
    Set<String> tolerated() {
        return tenant.policy().permissions().stream()
                .filter(needs.perhaps()::contains)
                .collect(Collectors.toSet());
    }

    private List<String> of(String server) {
        Optional<PermissionSet> set = Optional.ofNullable(needs.sets().get(server));
        set.ifPresent(some -> requireListed(server, some));
        return set.map(PermissionSet::permissions).orElse(tenant.policy().permissions());
    }

    private void requireListed(String server, PermissionSet set) {
        TenantPolicy policy = tenant.policy();
        List<String> beyond = set.permissions().stream()
                .filter(name -> !policy.permissions().contains(name))
                .toList();
        if (!beyond.isEmpty()) {
            throw policy.refusal(
                    "Threat Manager " + set.version() + " on the server '" + server + "' needs "
                            + String.join(", ", beyond) + ", and the policy of the tenant '" + tenant.name()
                            + "' does not include " + (beyond.size() == 1 ? "it" : "them") + ".",
                    "Correct the server's version if it is another one",
                    "set permissionSet: " + set.setName() + ", or add what is missing to the permissions listed"
                            + " instead of a set,");
        }
    }
}
