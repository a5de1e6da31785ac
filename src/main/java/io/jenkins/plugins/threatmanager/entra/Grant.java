package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
import java.util.Optional;

/**
 * Admin consent to one application permission: an app role assignment.
 *
 * @param id identifier of the assignment, needed to revoke it
 * @param appRoleId GUID of the app role granted
 * @param resourceId object ID of the API's service principal
 * @param api display name of the API; empty if Graph does not say
 * @param given when; empty if Graph does not say
 */
public record Grant(String id, String appRoleId, String resourceId, String api, Optional<Instant> given) {

    /** One whose time is unknown. */
    public Grant(String id, String appRoleId, String resourceId) {
        this(id, appRoleId, resourceId, "", Optional.empty());
    }

    /** For people, where the permission's name is not known. */
    public String words() {
        return "the permission " + appRoleId + " of " + (api.isEmpty() ? resourceId : "'" + api + "'");
    }
}
