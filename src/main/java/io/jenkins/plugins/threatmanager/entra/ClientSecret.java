package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;

/**
 * A client secret as Entra lists it; its text is never given back.
 *
 * @param keyId GUID
 * @param displayName its description in the portal; empty if none
 * @param hint the first three characters of its text; empty if Entra does not tell
 * @param expires when it stops working
 */
public record ClientSecret(String keyId, String displayName, String hint, Instant expires) {}
