package io.jenkins.plugins.threatmanager.entra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Microsoft Graph's service principal in one tenant.
 *
 * @param objectId GUID, differs from tenant to tenant: the {@code resourceId} of every grant; empty if the bootstrap
 *     identity may not read it
 * @param roleIds enabled application permissions by name, with the GUIDs of their app roles; empty if they may not be
 *     read
 */
public record GraphResource(String objectId, Map<String, String> roleIds) {

    public GraphResource {
        roleIds = Map.copyOf(roleIds);
    }

    /**
     * The permissions with these names, in the order given, each once.
     *
     * @throws io.jenkins.plugins.threatmanager.remote.Failure that names the first that is not offered here and the
     *     names nearest to it
     */
    public List<AppRole> resolve(Collection<String> names) {
        if (roleIds.isEmpty() && !names.isEmpty()) {
            throw EntraProblem.GRAPH_ROLES_UNREADABLE.failure();
        }
        List<AppRole> roles = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            String id = roleIds.get(name);
            if (id == null) {
                throw EntraProblem.PERMISSION_NOT_OFFERED.failure(
                        name, "this cloud", String.join(", ", NearestNames.of(name, roleIds.keySet())));
            }
            roles.add(new AppRole(name, id));
        }
        return roles;
    }
}
