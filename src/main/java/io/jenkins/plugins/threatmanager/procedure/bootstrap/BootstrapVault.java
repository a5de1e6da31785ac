package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the bootstrap identity's secret is kept for rotations, and the secret that the configuration names. That one is
 * moved here once, and stays where it is: whoever put it there may put it there again at each start.
 *
 * @param vault where it is kept
 * @param configured what the configuration names; empty if that is no client secret that can be moved
 */
public record BootstrapVault(SecretVault vault, Optional<Configured> configured) implements SecretVault.InFront {

    /**
     * A client secret that the configuration names.
     *
     * @param where it is, for people: {@code the credential 'contoso-bootstrap'}
     * @param tenant domain name
     * @param clientId application (client) ID of the bootstrap identity
     */
    public record Configured(String where, String tenant, String clientId, SecretText text) {}

    @Override
    public Optional<Former> former(String credentialsId) {
        return configured.map(secret -> new Former(
                "configuration",
                secret.where(),
                new StoredSecret(
                                credentialsId,
                                secret.tenant(),
                                secret.clientId(),
                                new StoredSecret.Version("", secret.text(), Instant.EPOCH),
                                Optional.empty())
                        .asTyped()));
    }

    /** What a person or configuration as code has put somewhere is theirs. */
    @Override
    public void removeFormer(String credentialsId) {
        throw new UnsupportedOperationException("It is left where it is.");
    }
}
