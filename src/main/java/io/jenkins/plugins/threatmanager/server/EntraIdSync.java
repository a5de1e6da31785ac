package io.jenkins.plugins.threatmanager.server;

/**
 * An Entra ID Sync integration.
 *
 * @param id the server's identifier, as text
 * @param tenant domain name of the tenant; cannot be changed in the product
 * @param azureCloud the server's own word for the cloud; cannot be changed in the product
 * @param profileId identifier of its Credential Profile
 * @param lastStatus the server's own word for how the last sync went; empty if there was none
 */
public record EntraIdSync(
        String id, String tenant, String azureCloud, String profileId, boolean enabled, String lastStatus) {}
