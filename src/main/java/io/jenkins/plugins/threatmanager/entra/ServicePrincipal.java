package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * The app's identity in the tenant ("Enterprise application" in the portal).
 *
 * @param objectId GUID
 * @param enabled whether it may obtain tokens
 * @param grants the admin consents it holds towards Microsoft Graph
 * @param tags its own and, as Graph shows them, those of the application; empty if they were not read
 * @param keys who has it in hand, and what it may sign in with
 */
public record ServicePrincipal(
        String objectId, boolean enabled, List<Grant> grants, List<String> tags, PrincipalKeys keys) {

    public ServicePrincipal {
        grants = List.copyOf(grants);
        tags = List.copyOf(tags);
    }

    /** One of which nobody has read who has it in hand. */
    public ServicePrincipal(String objectId, boolean enabled, List<Grant> grants, List<String> tags) {
        this(objectId, enabled, grants, tags, PrincipalKeys.UNKNOWN);
    }

    /** One without tags. */
    public ServicePrincipal(String objectId, boolean enabled, List<Grant> grants) {
        this(objectId, enabled, grants, List.of());
    }

    /** The same once it is known who has it in hand. */
    public ServicePrincipal with(PrincipalKeys known) {
        return new ServicePrincipal(objectId, enabled, grants, tags, known);
    }

    public boolean holds(AppRole role) {
        return grants.stream().anyMatch(grant -> grant.appRoleId().equals(role.id()));
    }
}
