package io.jenkins.plugins.threatmanager.entra;

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
}
