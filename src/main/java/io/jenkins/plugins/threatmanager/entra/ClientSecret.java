package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
import java.util.Optional;

/**
 * A client secret as Entra lists it; its text is never given back.
 *
 * @param keyId GUID
 * @param displayName its description in the portal; empty if none
 * @param hint the first three characters of its text; empty if Entra does not tell
 * @param expires when it stops working
 * @param created since when it is there; empty if Entra does not tell
 */
public record ClientSecret(String keyId, String displayName, String hint, Instant expires, Optional<Instant> created) {

    /** One of which nobody knows since when it is there. */
    public ClientSecret(String keyId, String displayName, String hint, Instant expires) {
        this(keyId, displayName, hint, expires, Optional.empty());
    }
}
