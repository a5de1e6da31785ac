package io.jenkins.plugins.threatmanager.credentials;

import io.jenkins.plugins.threatmanager.procedure.product.Product;
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
 * @param product that the app is for, as configured; empty for Threat Manager
 */
@Restricted(NoExternalUse.class)
public record KeptSecret(
        String place,
        String credentialsId,
        String tenant,
        String clientId,
        String keyId,
        String previousKeyId,
        Optional<Instant> expires,
        String product) {

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
                credential.getExpiry(),
                credential.getProduct());
    }

    /** For Threat Manager. */
    public KeptSecret(
            String place,
            String credentialsId,
            String tenant,
            String clientId,
            String keyId,
            String previousKeyId,
            Optional<Instant> expires) {
        this(place, credentialsId, tenant, clientId, keyId, previousKeyId, expires, "");
    }

    /** Whether it is one of the app of a product; empty, or its name, for Threat Manager. */
    public boolean isFor(String other) {
        return product.equals(Product.isThreatManager(other) ? "" : other);
    }
}
