package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The scale that all time lines of a page share, from now to the last expiry, so that they can be compared.
 *
 * @param from its left end
 * @param length what {@link #WIDTH} stands for
 */
record TimeScale(Instant from, Duration length) {

    /** Units from the left end to the right end. */
    static final int WIDTH = 120;

    private static final Duration SHORTEST = Duration.ofDays(30);

    static TimeScale of(Instant now, List<StatusRow> rows) {
        Duration longest = rows.stream()
                .flatMap(row -> row.expiry().expires().stream())
                .map(expires -> Duration.between(now, expires))
                .max(Duration::compareTo)
                .orElse(SHORTEST);
        return new TimeScale(now, longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest);
    }

    /** Where an instant is, in units: 0 for the past. */
    int position(Instant instant) {
        long seconds = Duration.between(from, instant).toSeconds();
        return (int) Math.max(0, Math.min(WIDTH, seconds * WIDTH / length.toSeconds()));
    }

    /** Likewise; none if unknown. */
    @CheckForNull
    Integer position(Optional<Instant> instant) {
        return instant.map(this::position).orElse(null);
    }
}
