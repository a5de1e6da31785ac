package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A client secret as stored, with the data that identifies its owner.
 *
 * @param credentialsId where it is kept
 * @param tenant domain of the tenant as configured
 * @param clientId application (client) ID of the app
 * @param current the secret itself
 * @param previous the secret before it, until that is removed from Entra: what can be put back into Threat Manager if it
 *     refuses the current one
 * @param origin whose it is
 */
public record StoredSecret(
        String credentialsId,
        String tenant,
        String clientId,
        Version current,
        Optional<Version> previous,
        Origin origin) {

    private static final Duration ROUNDING = Duration.ofMinutes(1);

    /**
     * One of the secrets that the credential has had.
     *
     * @param keyId its identifier in Entra, a GUID
     * @param expires when it stops working
     */
    public record Version(String keyId, SecretText text, Instant expires) {}

    /**
     * @param product that the app is for; {@link Product#THREAT_MANAGER} where nothing says another one
     * @param typed whether somebody may have typed it: then it proves nothing about an app registration
     */
    public record Origin(String product, boolean typed) {

        static final Origin THREAT_MANAGER = new Origin(Product.THREAT_MANAGER, false);

        public Origin {
            product = product.isEmpty() ? Product.THREAT_MANAGER : product;
        }
    }

    /** As the plugin writes it for Threat Manager. */
    public StoredSecret(
            String credentialsId, String tenant, String clientId, Version current, Optional<Version> previous) {
        this(credentialsId, tenant, clientId, current, previous, Origin.THREAT_MANAGER);
    }

    public String keyId() {
        return current.keyId();
    }

    public SecretText text() {
        return current.text();
    }

    public Instant expires() {
        return current.expires();
    }

    /** Whether an expiry that a store says is another than Entra's: a store may lose the seconds of a time. */
    public static boolean isOtherExpiry(Instant stored, Instant inEntra) {
        return Duration.between(stored, inEntra).abs().compareTo(ROUNDING) > 0;
    }

    public boolean typed() {
        return origin.typed();
    }

    /** That the app is for. */
    public String product() {
        return origin.product();
    }

    /** Whether it is one of the app of a product. */
    public boolean isFor(String other) {
        return product().equals(other);
    }

    /** The same for the app of a product. */
    public StoredSecret of(String other) {
        return new StoredSecret(credentialsId, tenant, clientId, current, previous, new Origin(other, typed()));
    }

    /** The same with another expiry. */
    public StoredSecret with(Instant end) {
        return new StoredSecret(credentialsId, tenant, clientId, new Version(keyId(), text(), end), previous, origin);
    }

    /** The same where nobody can say that the plugin has written it. */
    public StoredSecret asTyped() {
        return new StoredSecret(credentialsId, tenant, clientId, current, previous, new Origin(product(), true));
    }

    /** The same without the secret before it. */
    public StoredSecret withoutPrevious() {
        return new StoredSecret(credentialsId, tenant, clientId, current, Optional.empty(), origin);
    }
}
