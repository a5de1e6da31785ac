package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A managed client secret that is neither stored nor named by a server. Most often an interruption has left it. It may as
 * well be what another run, of a process that shares name and store, has just made and will store in a moment; or what
 * was stored once and is in use, if the credential was deleted since.
 *
 * @param fate what that means for it
 * @param until if another run may be using it, until when; empty if Entra does not say when it was created
 */
record UnstoredSecret(ClientSecret secret, Fate fate, Optional<Instant> until) {

    /** Longer than any run lasts, so that whoever made it has ended. */
    static final Duration LONGEST_RUN = Duration.ofDays(1);

    /** Entra sets the time in its tokens back by five minutes. */
    private static final Duration UNTIL_SEEN = Duration.ofMinutes(10);

    /** What happens to it. */
    enum Fate {
        /** It does not work any more, and goes. */
        EXPIRED,
        /** Nothing uses it, and it goes. */
        UNUSED,
        /** It is younger than the longest run, and stays. */
        MAY_BE_ANOTHER_RUNS,
        /** Nothing proves that it is not in use, and it stays. */
        MAY_BE_HELD
    }

    /**
     * @param now by Entra's clock, as is the secret's creation: this machine's may be wrong
     * @param held what is known of the servers; does not name the secret
     */
    static UnstoredSecret of(ClientSecret secret, Instant now, SecretsInUse held) {
        Optional<Instant> until = secret.created().map(made -> made.plus(LONGEST_RUN));
        if (!secret.expires().isAfter(now)) {
            return new UnstoredSecret(secret, Fate.EXPIRED, Optional.empty());
        }
        if (until.isEmpty() || until.get().isAfter(now)) {
            return new UnstoredSecret(secret, Fate.MAY_BE_ANOTHER_RUNS, until);
        }
        return new UnstoredSecret(secret, held.complete() ? Fate.UNUSED : Fate.MAY_BE_HELD, Optional.empty());
    }

    boolean is(Fate wanted) {
        return fate == wanted;
    }

    /** Until when it stays, in words. */
    String term() {
        return until.map(end -> UtcFormat.andTime(end.plus(UNTIL_SEEN))).orElse(UtcFormat.of(secret.expires()));
    }
}
