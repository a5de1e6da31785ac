package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.kiota.RequestInformation;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One request inside a batch.
 *
 * @param request makes the request, with a new body at each call: Kiota models remember what was sent
 * @param retries which refusals of it may pass
 * @param repeatable whether sending it twice does no more than sending it once
 * @param reading refuses an answer that cannot be used although its status is a good one
 * @param after the place of an earlier item of the same list without whose success this one is not carried out; empty
 *     for none
 */
record BatchItem(
        Supplier<RequestInformation> request,
        RetryPolicy retries,
        boolean repeatable,
        Reading reading,
        OptionalInt after) {

    /** A look at the body of an answer. */
    @FunctionalInterface
    interface Reading {

        /** Whoever does not read the body takes any. */
        Reading NONE = body -> {};

        /** @throws AttemptFailedException if the body lacks what it must hold */
        void of(JsonNode body) throws AttemptFailedException;
    }

    /** One that does not depend on another. */
    BatchItem(Supplier<RequestInformation> request, RetryPolicy retries, boolean repeatable, Reading reading) {
        this(request, retries, repeatable, reading, OptionalInt.empty());
    }

    /** The answer as it is, unless its body cannot be used. */
    BatchAnswer read(BatchAnswer answer) {
        if (answer instanceof BatchAnswer.Done done) {
            try {
                reading.of(done.body());
            } catch (AttemptFailedException e) {
                return new BatchAnswer.Refused(e.refusal());
            }
        }
        return answer;
    }
}
