package io.jenkins.plugins.threatmanager.monitor.signin;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How one identity of a tenant signed in when it was looked, in the form in which it is kept in a file. */
@Restricted(NoExternalUse.class)
public final class SignInSight {

    private final boolean rotator;
    private final String clientId;
    private final String words;
    private final boolean expiring;

    /** Milliseconds; 0 if it is not known, or nothing expires. */
    private final long expires;

    /** Why it could not sign in, or be read; empty if it could. */
    private final String failure;

    private SignInSight(
            boolean rotator, String clientId, String words, boolean expiring, long expires, String failure) {
        this.rotator = rotator;
        this.clientId = clientId;
        this.words = words;
        this.expiring = expiring;
        this.expires = expires;
        this.failure = failure;
    }

    /** @param rotator whether it is the identity for rotations */
    public static SignInSight of(boolean rotator, DirectorySnapshot.SignIn seen) {
        SignInMeans means = seen.means();
        return new SignInSight(
                rotator,
                seen.bootstrap().appId(),
                means.isUnclear() ? seen.signedInWith() : means.words(),
                means.kind().expires(),
                means.expires().map(Instant::toEpochMilli).orElse(0L),
                "");
    }

    /** @param sentence why it could not sign in */
    public static SignInSight failed(boolean rotator, String sentence) {
        return new SignInSight(rotator, "", "", false, 0, sentence);
    }

    /** When what it signs in with stops working; empty if that is not known, or nothing does. */
    public Optional<Instant> expires() {
        return expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
    }

    /**
     * What somebody should know of it.
     *
     * @param domain of the tenant
     * @param judged its expiry
     */
    public Optional<SignInConcern> concern(String domain, Expiry judged) {
        if (clientId == null || words == null || failure == null) {
            return Optional.empty();
        }
        String who = (rotator ? "The identity for rotations" : "The bootstrap identity") + " of " + domain;
        if (!failure.isEmpty()) {
            return Optional.of(new SignInConcern(SignInConcern.Kind.UNREADABLE, who + " cannot be used: " + failure));
        }
        if (!expiring) {
            return Optional.empty();
        }
        String what = who + " (" + clientId + ") signs in with " + words;
        return switch (judged.level()) {
            case VALID -> Optional.empty();
            case SOON ->
                Optional.of(new SignInConcern(
                        SignInConcern.Kind.EXPIRES,
                        what + ", which expires on " + UtcFormat.of(expires().orElseThrow()) + ", in "
                                + judged.daysLeft()
                                + " days. Renew it, or let the plugin do so: ROTATE_BOOTSTRAP in the"
                                + " tenant's policy."));
            case EXPIRED ->
                Optional.of(new SignInConcern(
                        SignInConcern.Kind.EXPIRED,
                        what + ", which has expired on "
                                + UtcFormat.of(expires().orElseThrow())
                                + ": nothing is rotated any more. Renew it in Entra, and store it as the credential"
                                + " that the tenant names."));
            case UNKNOWN -> Optional.of(new SignInConcern(SignInConcern.Kind.UNREADABLE, what + "."));
        };
    }
}
