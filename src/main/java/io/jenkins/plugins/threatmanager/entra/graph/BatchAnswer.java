package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;

/** The outcome of one request inside a batch. */
sealed interface BatchAnswer {

    /** @param body missing if there was none */
    record Done(JsonNode body) implements BatchAnswer {}

    /** @param refusal the last one */
    record Refused(FailedAttempt refusal) implements BatchAnswer {}

    /** Whether it was refused because there is no such object. */
    default boolean isMissing() {
        return this instanceof Refused refused && refused.refusal().status() == 404;
    }

    /** Whether it was refused because the caller may not. */
    default boolean isForbidden() {
        return this instanceof Refused refused && refused.refusal().status() == 403;
    }
}
