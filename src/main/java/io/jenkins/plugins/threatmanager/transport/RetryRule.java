package io.jenkins.plugins.threatmanager.transport;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * One row of a retry table: a situation in which the same request may succeed later.
 *
 * @param situation what has happened, in words that follow "waiting 4 s: "
 * @param matches whether a refusal is of this kind
 * @param onlyIfRepeatable whether the request may have been carried out, so that only one that does no harm twice is
 *     sent again
 * @param firstWait before the second attempt; doubled for each further one
 * @param longestWait where doubling ends; a longer wait that the service itself asks for is honoured
 * @param mostAttempts in all, the first one included
 */
public record RetryRule(
        String situation,
        Predicate<FailedAttempt> matches,
        boolean onlyIfRepeatable,
        Duration firstWait,
        Duration longestWait,
        int mostAttempts) {

    /**
     * @param attempt the number of the attempt that was refused, from 1
     * @return how long to wait before the next
     */
    Duration waitAfter(int attempt, FailedAttempt refusal) {
        if (refusal.retryAfter() != null) {
            return refusal.retryAfter();
        }
        Duration doubled = firstWait.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
