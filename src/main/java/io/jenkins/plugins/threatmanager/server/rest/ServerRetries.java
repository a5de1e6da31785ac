package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.RetryRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is sent again to a Threat Manager server: what was certainly not done, and what may be done twice, which the
 * operation says and not the HTTP method. A write whose answer was lost is not repeated; its result is read from
 * the server. {@code docs/retries-server.md} shows the same table; a test compares the two.
 */
final class ServerRetries {

    /** {@link FailedAttempt#code()} of a connection that could not be made: nothing was sent. */
    static final String UNREACHABLE = "unreachable";

    /** {@link FailedAttempt#code()} of a host, the server or its proxy, whose name has no address. */
    static final String HOST_NOT_FOUND = "host not found";

    /** {@link FailedAttempt#code()} of a port, of the server or its proxy, that let nobody connect. */
    static final String REFUSED = "refused";

    /** {@link FailedAttempt#code()} of a proxy that lets nothing through: it would not the next time either. */
    static final String PROXY = "proxy";

    private static final Set<String> NOT_CONNECTED = Set.of(UNREACHABLE, HOST_NOT_FOUND, REFUSED);

    /** {@link FailedAttempt#code()} of an answer that did not come in time. */
    static final String TIMEOUT = "timeout";

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    static final List<RetryRule> RULES = List.of(
            new RetryRule(
                    "the server cannot be reached",
                    refusal -> NOT_CONNECTED.contains(refusal.code()),
                    false,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(8),
                    3),
            new RetryRule(
                    "the answer did not come in time",
                    refusal -> refusal.code().equals(TIMEOUT),
                    true,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(8),
                    2),
            new RetryRule(
                    "the connection broke before the answer",
                    refusal -> refusal.status() == FailedAttempt.NO_ANSWER
                            && !refusal.code().equals(PROXY),
                    true,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(8),
                    4),
            new RetryRule(
                    "the server asks to slow down",
                    refusal -> refusal.status() == 429,
                    false,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    5),
            new RetryRule(
                    "the server is busy and says for how long",
                    ServerRetries::isBusy,
                    false,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    5),
            new RetryRule(
                    "a gateway answers in the server's place",
                    refusal -> GATEWAY.contains(refusal.status()),
                    true,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    5));

    private ServerRetries() {}

    static RetryPolicy retries() {
        return new RetryPolicy(RULES);
    }

    /** Whether a refused write may have been carried out all the same. */
    static boolean mayHaveBeenDone(FailedAttempt refusal) {
        if (refusal.status() == FailedAttempt.NO_ANSWER) {
            return !NOT_CONNECTED.contains(refusal.code()) && !refusal.code().equals(PROXY);
        }
        return refusal.status() >= 500 && !isBusy(refusal) || refusal.status() == 408;
    }

    /** RFC 9110, 15.6.4: the server cannot handle the request now, and says after which delay it expects to. */
    private static boolean isBusy(FailedAttempt refusal) {
        return refusal.status() == 503 && refusal.retryAfter() != null;
    }
}
