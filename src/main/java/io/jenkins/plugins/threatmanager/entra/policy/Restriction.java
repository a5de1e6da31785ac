package io.jenkins.plugins.threatmanager.entra.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * One restriction of an app management policy that is enforced. Source: Microsoft Graph,
 * {@code passwordCredentialConfiguration}.
 *
 * @param from it binds applications that were created then or later; empty for all
 * @param longest how long a client secret may live; empty except for {@link Kind#LIFETIME}
 * @param exempts whether it lets some callers off ({@code excludeActors}), and nobody can tell here which
 */
record Restriction(Kind kind, Optional<Instant> from, Optional<PolicyLifetime> longest, boolean exempts) {

    /** What it is about; what restricts anything else than client secrets is no matter of this plugin's. */
    enum Kind {
        /** {@code passwordAddition}: no client secret may be added. */
        ADDITION,
        /** {@code passwordLifetime}: none may live longer. */
        LIFETIME
    }

    boolean binds(Kind wanted, Instant created) {
        return kind == wanted && from.filter(created::isBefore).isEmpty();
    }
}
