package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * An answer that was not the wanted one, in the terms in which retry rules are written.
 *
 * @param status HTTP status, or {@link #NO_ANSWER} if the connection broke before a whole answer had arrived
 * @param code the service's error code, for example {@code Request_ResourceNotFound}; empty if it gave none
 * @param message the service's error text; empty if it gave none
 * @param reference the service's reference to quote to its support; empty if it gave none
 * @param retryAfter how long the service asks to wait; none if it does not say
 */
public record FailedAttempt(
        int status,
        String code,
        String message,
        String reference,
        @CheckForNull Duration retryAfter) {

    /** Stands for a connection that failed: the request may or may not have been carried out. */
    public static final int NO_ANSWER = 0;

    /** @param message what broke, without any body */
    public static FailedAttempt noAnswer(String message) {
        return new FailedAttempt(NO_ANSWER, "", message, "", null);
    }
}
