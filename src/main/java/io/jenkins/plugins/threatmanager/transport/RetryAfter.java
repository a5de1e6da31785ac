package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one reader of {@code Retry-After}, RFC 9110, 10.2.3: seconds or a date. A proxy that answers for a service may
 * add a header of its own, so that both arrive as a list; the first is the service's.
 */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * @param header none if the answer has none
     * @param date the answer's own {@code Date}, by which a point in time is counted: the service's clock may differ
     *     from this machine's; none if the answer has none
     * @param now by this machine's clock
     * @return none if the header says nothing, nothing that can be read, or a time that has passed
     */
    @CheckForNull
    public static Duration of(@CheckForNull String header, @CheckForNull String date, Instant now) {
        if (header == null) {
            return null;
        }
        String[] parts = header.split(",");
        String first = parts.length == 0 ? "" : parts[0].strip();
        if (first.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Duration.ofSeconds(
                    new BigDecimal(first).setScale(0, RoundingMode.CEILING).longValueExact());
        }
        // A date has a comma of its own, after the day of the week.
        Optional<Instant> until =
                HttpDate.of(first).or(() -> parts.length < 2 ? Optional.empty() : HttpDate.of(first + "," + parts[1]));
        Instant begin = Optional.ofNullable(date).flatMap(HttpDate::of).orElse(now);
        return until.filter(end -> !end.isBefore(begin))
                .map(end -> Duration.between(begin, end))
                .orElse(null);
    }
}
