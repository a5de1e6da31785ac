package io.jenkins.plugins.threatmanager.entra;

/**
 * Trust of an app registration in tokens of another issuer: whoever has such a token signs in as the app.
 *
 * @param id GUID
 * @param name as its creator chose it
 * @param issuer address of who issues the tokens
 */
public record FederatedCredential(String id, String name, String issuer) {}
