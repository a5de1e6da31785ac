package io.jenkins.plugins.threatmanager.entra;

/**
 * One entry of an application's {@code requiredResourceAccess}: a permission that the app registration asks for,
 * granted or not.
 *
 * @param resourceAppId application (client) ID of the API, Microsoft Graph or another
 * @param permissionId GUID of the app role or delegated scope
 * @param type {@code Role} for an application permission, {@code Scope} for a delegated one
 */
public record RequestedAccess(String resourceAppId, String permissionId, String type) {

    /** Application (client) ID of Microsoft Graph in every tenant and cloud. */
    public static final String MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

    /** Asks for an application permission of Microsoft Graph. */
    public static RequestedAccess of(AppRole role) {
        return new RequestedAccess(MICROSOFT_GRAPH, role.id(), "Role");
    }
}
