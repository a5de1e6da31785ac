package io.jenkins.plugins.threatmanager.standin;

import java.time.Instant;

/**
 * An app role assignment as the stand-in knows it.
 *
 * @param listed from when lists show it
 * @param inTokens from when tokens hold it
 */
public record StandInGrant(
        String id,
        String principalId,
        String resourceId,
        String appRoleId,
        Instant created,
        Instant listed,
        Instant inTokens) {}
