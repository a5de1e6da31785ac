package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * The app's identity in the tenant ("Enterprise application" in the portal).
 *
 * @param objectId GUID
 * @param enabled whether it may obtain tokens
 * @param grants the admin consents it holds towards Microsoft Graph
 */
public record ServicePrincipal(String objectId, boolean enabled, List<Grant> grants) {

    public ServicePrincipal {
        grants = List.copyOf(grants);
    }

    public boolean holds(AppRole role) {
        return grants.stream().anyMatch(grant -> grant.appRoleId().equals(role.id()));
    }
}
