package io.jenkins.plugins.threatmanager.entra;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Microsoft Graph's service principal in one tenant.
 *
 * @param objectId GUID, differs from tenant to tenant: the {@code resourceId} of every grant
 * @param roleIds enabled application permissions by name, with the GUIDs of their app roles
 */
public record GraphResource(String objectId, Map<String, String> roleIds) {

    public GraphResource {
        roleIds = Map.copyOf(roleIds);
    }

    public List<AppRole> resolve(Collection<String> names) {
        return names.stream().map(name -> new AppRole(name, roleIds.get(name))).toList();
    }
}
