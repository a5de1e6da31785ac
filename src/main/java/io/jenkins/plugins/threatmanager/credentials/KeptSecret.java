package io.jenkins.plugins.threatmanager.credentials;

import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a stored credential says of its client secret, without the secret.
 *
 * @param place full name of the folder whose store has it; empty for the root store, {@link #PLUGIN} for that of the
 *     plugin's own
 * @param tenant domain name of the tenant
 * @param clientId application (client) ID
 * @param keyId identifier of the secret in Entra; empty if unknown, as in a credential that a person made
 * @param previousKeyId identifier of the secret before it, while that is kept; empty otherwise
 * @param expires empty if unknown
 */
@Restricted(NoExternalUse.class)
public record KeptSecret(
        String place,
        String credentialsId,
        String tenant,
        String clientId,
        String keyId,
        String previousKeyId,
        Optional<Instant> expires) {

    /** The place of the plugin's own store. */
    public static final String PLUGIN = StorePlace.PLUGIN;

    public static KeptSecret of(String place, EntraAppCredentials credential) {
        return new KeptSecret(
                place,
                credential.getId(),
                credential.getTenant(),
                credential.getClientId(),
                credential.getSecretIdentifier(),
                credential.getPreviousIdentifier(),
                credential.getExpiry());
    }
}
