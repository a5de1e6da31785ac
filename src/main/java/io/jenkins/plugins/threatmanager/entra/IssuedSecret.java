package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;

/**
 * A client secret that Entra has just made: the only moment at which its text is known.
 *
 * @param keyId GUID
 * @param displayName the name it was given
 * @param expires when it stops working, as Entra answered
 */
public record IssuedSecret(String keyId, String displayName, SecretText text, Instant expires) {}
