package io.jenkins.plugins.threatmanager.entra;

/**
 * An owner of an app registration or of its service principal: whoever it is may add credentials and further owners.
 *
 * @param objectId GUID
 * @param type {@code user} or {@code servicePrincipal}; empty if Graph does not say
 * @param name display name; empty where the bootstrap identity may not read it
 * @param appId application (client) ID of a service principal; empty for a user, and where it may not be read
 */
public record Owner(String objectId, String type, String name, String appId) {}
