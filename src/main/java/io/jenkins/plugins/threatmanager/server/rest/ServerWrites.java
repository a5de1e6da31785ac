package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.Set;

/** Changes something on a server, once: where the answer is lost, the result is read back. */
final class ServerWrites {

    private static final Set<Integer> NOT_THE_SERVERS_OWN = Set.of(FailedAttempt.NO_ANSWER, 408, 502, 503, 504);

    private final ApiClient calls;

    ServerWrites(ApiClient calls) {
        this.calls = calls;
    }

    /** Whether the server shows that a write was done. */
    @FunctionalInterface
    interface Proof {

        /** For what a server never shows, such as a password. */
        Proof IMPOSSIBLE = () -> false;

        boolean isThere() throws InterruptedException;
    }

    void send(ApiOperation operation, TemplateValues values, Proof proof, OperationContext run)
            throws InterruptedException {
        send(operation, values, Optional.empty(), proof, run);
    }

    /** @param asListed the object as the server lists it, for requests that send it back */
    void send(
            ApiOperation operation,
            TemplateValues values,
            Optional<JsonNode> asListed,
            Proof proof,
            OperationContext run)
            throws InterruptedException {
        ApiAction action = calls.settings().profile().operations().get(operation);
        Optional<JsonNode> body = Template.body(action.call(), values);
        if (action instanceof ApiAction.Edit edit && edit.sendBack().isPresent()) {
            body = Optional.of(edit.sendBack().get().body(asListed.orElseThrow(), body.orElseThrow()));
        }
        try {
            calls.send(operation, Template.target(action.call(), values), body, run);
        } catch (AttemptFailedException e) {
            if (!ServerRetries.mayHaveBeenDone(e.refusal())) {
                throw calls.explain(operation, e.refusal());
            }
            settle(operation, e.refusal(), proof, run);
        }
    }

    /** Deletes; what is gone already counts as deleted. */
    void delete(ApiOperation operation, TemplateValues values, Proof gone, OperationContext run)
            throws InterruptedException {
        try {
            send(operation, values, gone, run);
        } catch (ProblemException e) {
            if (e.problem() != ServerProblem.NOT_FOUND || !gone.isThere()) {
                throw e;
            }
        }
    }

    private void settle(ApiOperation operation, FailedAttempt refusal, Proof proof, OperationContext run)
            throws InterruptedException {
        ProblemException failure = calls.explain(operation, refusal);
        run.say("the result of the request to " + operation.purpose() + " is unknown; reading it back");
        boolean done;
        try {
            done = proof.isThere();
        } catch (ProblemException e) {
            throw unknown(operation, failure.cause() + " The result cannot be read back: " + e.cause());
        }
        if (done) {
            run.say("it was done");
            return;
        }
        if (!NOT_THE_SERVERS_OWN.contains(refusal.status())) {
            throw failure;
        }
        throw unknown(operation, failure.cause());
    }

    private static ProblemException unknown(ApiOperation operation, String why) {
        return ServerProblem.WRITE_OUTCOME_UNKNOWN.failure(why + " The server may still " + operation.purpose() + ".");
    }
}
