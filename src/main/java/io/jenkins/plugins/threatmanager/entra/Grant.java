package io.jenkins.plugins.threatmanager.entra;

/**
 * Admin consent to one application permission: an app role assignment.
 *
 * @param id identifier of the assignment, needed to revoke it
 * @param appRoleId GUID of the app role granted
 * @param resourceId object ID of the API's service principal
 */
public record Grant(String id, String appRoleId, String resourceId) {}
