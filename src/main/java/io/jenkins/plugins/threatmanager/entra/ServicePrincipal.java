package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * The app's identity in the tenant ("Enterprise application" in the portal).
 *
 * @param objectId GUID
 * @param enabled whether it may obtain tokens
 * @param grants the admin consents it holds towards Microsoft Graph
 * @param tags its own and, as Graph shows them, those of the application; empty if they were not read
 */
public record ServicePrincipal(String objectId, boolean enabled, List<Grant> grants, List<String> tags) {

    public ServicePrincipal {
        grants = List.copyOf(grants);
        tags = List.copyOf(tags);
    }

    /** One without tags. */
    public ServicePrincipal(String objectId, boolean enabled, List<Grant> grants) {
        this(objectId, enabled, grants, List.of());
    }

    public boolean holds(AppRole role) {
        return grants.stream().anyMatch(grant -> grant.appRoleId().equals(role.id()));
    }
}
