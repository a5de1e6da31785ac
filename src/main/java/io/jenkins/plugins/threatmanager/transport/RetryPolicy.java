package io.jenkins.plugins.threatmanager.transport;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where requests are sent again. Each attempt calls the supplier, which must build a fresh request
 * object: Kiota models remember what was sent and would send {@code {}} the second time.
 */
public final class RetryPolicy {

    private final List<RetryRule> rules;

    /** @param rules in order; the first that matches a refusal decides */
    public RetryPolicy(List<RetryRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** One attempt at a request. */
    @FunctionalInterface
    public interface Attempt<T> {

        /** @throws AttemptFailedException if the service did not do it, or if the outcome is unknown */
        T send() throws AttemptFailedException, InterruptedException;
    }

    /**
     * Sends until it succeeds, no rule applies, the rule's attempts are used up, or the deadline is too near to wait.
     *
     * @param repeatable whether sending the request twice does no more than sending it once
     * @throws AttemptFailedException the last refusal
     */
    public <T> T run(Attempt<T> attempt, boolean repeatable, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        Tally tally = new Tally();
        while (true) {
            operation.stopIfInterrupted();
            try {
                return attempt.send();
            } catch (AttemptFailedException e) {
                Optional<Duration> wait = tally.waitBeforeNext(e.refusal(), repeatable, operation);
                if (wait.isEmpty()) {
                    throw e;
                }
                operation.pause(wait.get(), ruleFor(e.refusal()).orElseThrow().situation());
            }
        }
    }

    /** For whoever cannot use {@link #run} for one request: counts that request's refusals. */
    public Tally tally() {
        return new Tally();
    }

    /**
     * The refusals of one request so far, counted for each situation by itself: a minute of replication lag must not
     * use up the attempts for the broken connection that follows.
     */
    public final class Tally {

        private final Map<RetryRule, Integer> refusals = new IdentityHashMap<>();

        private Tally() {}

        /**
         * Counts one more refusal.
         *
         * @return how long to wait before sending the same request again; empty if it is not to be sent again
         */
        public Optional<Duration> waitBeforeNext(
                FailedAttempt refusal, boolean repeatable, OperationContext operation) {
            int number = ruleFor(refusal)
                    .map(rule -> refusals.merge(rule, 1, Integer::sum))
                    .orElse(1);
            return RetryPolicy.this.waitBeforeNext(refusal, number, repeatable, operation);
        }
    }

    /**
     * @param attempt how many attempts were refused in this situation, this one included
     * @return how long to wait before sending the same request again; empty if it is not to be sent again
     */
    public Optional<Duration> waitBeforeNext(
            FailedAttempt refusal, int attempt, boolean repeatable, OperationContext operation) {
        return ruleFor(refusal)
                .filter(rule -> repeatable || !rule.onlyIfRepeatable())
                .filter(rule -> attempt < rule.mostAttempts())
                .map(rule -> rule.waitAfter(attempt, refusal))
                .filter(operation::hasTimeFor);
    }

    /** The rule that decides about a refusal; empty if the refusal is final. */
    public Optional<RetryRule> ruleFor(FailedAttempt refusal) {
        return rules.stream().filter(rule -> rule.matches().test(refusal)).findFirst();
    }
}
