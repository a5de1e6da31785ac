package io.jenkins.plugins.threatmanager.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;

/**
 * That the plugin has written a credential: what it wrote, without the secret. A plain class, as its file needs one;
 * what is missing in an edited file is null and matches nothing.
 */
final class WrittenSecret {

    private final String place;
    private final String credentialsId;
    private final String tenant;
    private final String clientId;
    private final String identifier;
    private final String previousIdentifier;
    /** None in what was written before there were others than Threat Manager. */
    @CheckForNull
    private final String product;

    private WrittenSecret(
            String place,
            String credentialsId,
            String tenant,
            String clientId,
            String identifier,
            String previousIdentifier,
            @CheckForNull String product) {
        this.place = place;
        this.credentialsId = credentialsId;
        this.tenant = tenant;
        this.clientId = clientId;
        this.identifier = identifier;
        this.previousIdentifier = previousIdentifier;
        this.product = product;
    }

    /** @param place full name of the folder whose store has it; empty for the root store */
    static WrittenSecret of(String place, StoredSecret secret) {
        return new WrittenSecret(
                place,
                secret.credentialsId(),
                secret.tenant(),
                secret.clientId(),
                secret.keyId(),
                secret.previous().map(StoredSecret.Version::keyId).orElse(""),
                secret.product());
    }

    /** Whether a stored credential is still what was written, whoever may have edited it meanwhile. */
    boolean is(KeptSecret kept) {
        return isAt(kept.place(), kept.credentialsId())
                && kept.tenant().equalsIgnoreCase(tenant)
                && kept.clientId().equalsIgnoreCase(clientId)
                && kept.isFor(product == null ? "" : product)
                && !kept.keyId().isEmpty()
                && kept.keyId().equalsIgnoreCase(identifier)
                && (kept.previousKeyId().isEmpty() || kept.previousKeyId().equalsIgnoreCase(previousIdentifier));
    }

    boolean isAt(String otherPlace, String otherId) {
        return otherPlace.equals(place) && otherId.equals(credentialsId);
    }

    /** Whether its store is that of a folder, or of one in it. */
    boolean isIn(String folder) {
        return (place + "/").startsWith(folder + "/");
    }

    /** The same once a folder around it has another full name. */
    WrittenSecret moved(String before, String now) {
        return isIn(before)
                ? new WrittenSecret(
                        now + place.substring(before.length()),
                        credentialsId,
                        tenant,
                        clientId,
                        identifier,
                        previousIdentifier,
                        product)
                : this;
    }
}
