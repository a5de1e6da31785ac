package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
import java.util.Optional;

/**
 * A client secret as Entra lists it; its text is never given back.
 *
 * @param keyId GUID
 * @param displayName its description in the portal; empty if none
 * @param hint the first three characters of its text; empty if Entra does not say
 * @param expires when it stops working
 * @param created time of creation; empty if Entra does not say
 */
public record ClientSecret(String keyId, String displayName, String hint, Instant expires, Optional<Instant> created) {

    /** One whose time of creation is unknown. */
    public ClientSecret(String keyId, String displayName, String hint, Instant expires) {
        this(keyId, displayName, hint, expires, Optional.empty());
    }
}
