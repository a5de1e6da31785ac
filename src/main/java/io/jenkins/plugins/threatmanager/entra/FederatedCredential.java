package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * Trust of an app registration in tokens of another issuer: whoever has such a token signs in as the app.
 *
 * @param id GUID
 * @param name as its creator chose it
 * @param issuer address of who issues the tokens
 * @param subject whom a token must be for; empty if an expression says so instead
 * @param audiences of which a token must have one; Entra takes one only
 */
public record FederatedCredential(String id, String name, String issuer, String subject, List<String> audiences) {

    public FederatedCredential {
        audiences = List.copyOf(audiences);
    }
}
