package io.jenkins.plugins.threatmanager.server;

import java.util.List;

/**
 * A Credential Profile integration. Passwords are never given back.
 *
 * @param id the server's identifier, as text whether the server uses numbers or strings
 * @param description empty if none
 * @param credentials normally exactly one: which of several Entra ID Sync uses is not documented
 */
public record CredentialProfile(String id, String name, String description, List<Credential> credentials) {

    public CredentialProfile {
        credentials = List.copyOf(credentials);
    }

    /**
     * A credential inside a profile.
     *
     * @param id the server's identifier, as text
     * @param userName for Entra: the application (client) ID
     */
    public record Credential(String id, String userName) {}
}
