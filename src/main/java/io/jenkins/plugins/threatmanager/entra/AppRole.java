package io.jenkins.plugins.threatmanager.entra;

/**
 * An application permission of Microsoft Graph as the tenant offers it.
 *
 * @param name what people call it, for example {@code User.Read.All}
 * @param id GUID of the app role
 */
public record AppRole(String name, String id) {}
