package io.jenkins.plugins.threatmanager.standin;

import java.time.Instant;

/**
 * A client secret as the stand-in knows it, text included.
 *
 * @param works from when the token endpoint takes it
 * @param listed from when {@code passwordCredentials} shows it
 */
public record StandInSecret(
        String keyId, String displayName, String text, Instant start, Instant end, Instant works, Instant listed) {}
