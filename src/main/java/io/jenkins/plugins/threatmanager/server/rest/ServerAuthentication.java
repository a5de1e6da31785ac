package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.Optional;

/** How Jenkins logs in to a Threat Manager server. Prints no secret. */
public sealed interface ServerAuthentication {

    /** An App Token, made in the console under Integrations. */
    record AppToken(SecretText token) implements ServerAuthentication {}

    /**
     * A console user; must have the Administrator role.
     *
     * @param otpSecret the seed of the user's authenticator app in Base32; empty if the user's authentication type is
     *     No MFA
     */
    record UserPassword(String user, SecretText password, Optional<SecretText> otpSecret)
            implements ServerAuthentication {}
}
