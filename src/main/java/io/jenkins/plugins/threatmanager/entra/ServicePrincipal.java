package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * The app's identity in the tenant ("Enterprise application" in the portal).
 *
 * @param objectId GUID
 * @param enabled whether it may obtain tokens
 * @param grants the admin consents it holds towards Microsoft Graph
 * @param elsewhere those that it holds towards other APIs; empty also where Microsoft Graph's own identity is unknown
 * @param tags its own and, as Graph shows them, those of the application; empty if they were not read
 * @param keys who has it in hand, and what it may sign in with
 */
public record ServicePrincipal(
        String objectId,
        boolean enabled,
        List<Grant> grants,
        List<Grant> elsewhere,
        List<String> tags,
        PrincipalKeys keys) {

    public ServicePrincipal {
        grants = List.copyOf(grants);
        elsewhere = List.copyOf(elsewhere);
        tags = List.copyOf(tags);
    }

    /** One that holds nothing towards other APIs. */
    public ServicePrincipal(
            String objectId, boolean enabled, List<Grant> grants, List<String> tags, PrincipalKeys keys) {
        this(objectId, enabled, grants, List.of(), tags, keys);
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
        return new ServicePrincipal(objectId, enabled, grants, elsewhere, tags, known);
    }

    public boolean holds(AppRole role) {
        return grants.stream().anyMatch(grant -> grant.appRoleId().equals(role.id()));
    }
}
