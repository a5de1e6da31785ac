package io.jenkins.plugins.threatmanager.procedure;

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
 * @param typed whether somebody may have typed it: then it proves nothing about an app registration
 */
public record StoredSecret(
        String credentialsId,
        String tenant,
        String clientId,
        Version current,
        Optional<Version> previous,
        boolean typed) {

    private static final Duration ROUNDING = Duration.ofMinutes(1);

    /**
     * One of the secrets that the credential has had.
     *
     * @param keyId its identifier in Entra, a GUID
     * @param expires when it stops working
     */
    public record Version(String keyId, SecretText text, Instant expires) {}

    /** As the plugin writes it. */
    public StoredSecret(
            String credentialsId, String tenant, String clientId, Version current, Optional<Version> previous) {
        this(credentialsId, tenant, clientId, current, previous, false);
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

    /** The same with another expiry. */
    public StoredSecret with(Instant end) {
        return new StoredSecret(credentialsId, tenant, clientId, new Version(keyId(), text(), end), previous, typed);
    }

    /** The same where nobody can say that the plugin has written it. */
    public StoredSecret asTyped() {
        return new StoredSecret(credentialsId, tenant, clientId, current, previous, true);
    }

    /** The same without the secret before it. */
    public StoredSecret withoutPrevious() {
        return new StoredSecret(credentialsId, tenant, clientId, current, Optional.empty(), typed);
    }
}
