package io.jenkins.plugins.threatmanager.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How the last look at a tenant or a server went, and what the last good one showed. Kept in a file; never changed, only
 * replaced.
 *
 * @param <S> what a good look shows
 */
@Restricted(NoExternalUse.class)
public final class Look<S extends Sight> {

    /** Entra and Threat Manager are asked once a day, and once after an operation changed something. */
    static final Duration BETWEEN = Duration.ofHours(24);

    private final String subject;
    private final long at;
    private final long failingSince;
    private final String failure;
    private final long seenAt;

    @CheckForNull
    private final S seen;

    private Look(String subject, Instant at, long failingSince, String failure, long seenAt, @CheckForNull S seen) {
        this.subject = subject;
        this.at = at.toEpochMilli();
        this.failingSince = failingSince;
        this.failure = failure;
        this.seenAt = seenAt;
        this.seen = seen;
    }

    /** @param subject domain of the tenant, or name of the server */
    static <S extends Sight> Look<S> good(String subject, Instant at, S seen) {
        return new Look<>(subject, at, 0, "", at.toEpochMilli(), seen);
    }

    /**
     * @param before the look before, if there was one
     * @param sentence why it failed
     */
    static <S extends Sight> Look<S> failed(String subject, Instant at, String sentence, @CheckForNull Look<S> before) {
        long since = before == null || before.failingSince == 0 ? at.toEpochMilli() : before.failingSince;
        return new Look<>(
                subject, at, since, sentence, before == null ? 0 : before.seenAt, before == null ? null : before.seen);
    }

    /** The same of a server that has another name by now. */
    Look<S> called(String now) {
        return now.equals(subject) ? this : new Look<>(now, at(), failingSince, failure, seenAt, seen);
    }

    /** Domain of the tenant, or name of the server. */
    public String subject() {
        return subject;
    }

    /** Whether it is time for another one. */
    boolean isDue(Instant now, Instant touched) {
        return !at().plus(BETWEEN).isAfter(now) || at().isBefore(touched);
    }

    Instant at() {
        return Instant.ofEpochMilli(at);
    }

    /** Since when looks have failed; empty if the last one was good. */
    Optional<Instant> failingSince() {
        return failingSince == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(failingSince));
    }

    /** Why the last look failed; empty if it was good. */
    String failure() {
        return failure;
    }

    /** Whether the last look failed because the bootstrap identity's secret has expired. */
    boolean isSignInExpired() {
        return failure.startsWith(EntraProblem.BOOTSTRAP_SECRET_EXPIRED.cause());
    }

    /**
     * What the last good look showed; empty if there was none, or it is no longer true.
     *
     * @param touched when an operation may last have changed it
     */
    Optional<S> seenSince(Instant touched) {
        return seen == null || Instant.ofEpochMilli(seenAt).isBefore(touched) ? Optional.empty() : Optional.of(seen);
    }

    /** A file that was edited by hand may lack what is always written. */
    boolean isComplete() {
        return subject != null && failure != null && (seen == null || seen.isComplete());
    }
}
