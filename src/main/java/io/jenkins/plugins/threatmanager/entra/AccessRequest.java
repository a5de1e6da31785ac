package io.jenkins.plugins.threatmanager.entra;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of Entra in one round trip once an application has a service principal: consents, a client secret, or
 * both.
 *
 * @param application must have a service principal if there is a role to grant
 * @param graph whose roles are granted
 * @param roles the permissions to consent to; may be empty
 * @param secret the client secret to issue
 */
public record AccessRequest(
        Application application, GraphResource graph, List<AppRole> roles, Optional<SecretRequest> secret) {

    public AccessRequest {
        roles = List.copyOf(roles);
    }
}
