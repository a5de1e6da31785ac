package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiCall;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.Scrubber;
import java.util.Map;
import java.util.Optional;

/** Sends the requests of an API profile: logged in, repeated where that can help and does no harm, answers checked. */
final class ApiClient {

    private final ServerSettings settings;
    private final HttpTransport exchange;
    private final ServerSession session;
    private final ErrorText errors;
    private final Scrubber scrubber = new Scrubber();
    private final RetryPolicy retries = ServerRetries.retries();

    ApiClient(ServerSettings settings, HttpTransport exchange) {
        this.settings = settings;
        this.exchange = exchange;
        this.errors = new ErrorText(settings.profile(), scrubber);
        this.session = new ServerSession(settings, exchange, errors, scrubber);
    }

    ServerSettings settings() {
        return settings;
    }

    ErrorText errors() {
        return errors;
    }

    Scrubber scrubber() {
        return scrubber;
    }

    /** Makes sure that there is a login, without asking for anything. */
    void logIn(OperationContext operation) throws InterruptedException {
        session.header(operation);
    }

    /** Before the pages of a list, lest a login, which may wait for a one-time password, comes between them. */
    void beginList(OperationContext operation) {
        session.renewInTime(operation);
    }

    /**
     * Sends a request as the logged-in user.
     *
     * @param target path and query, relative to the server's URL
     * @param body empty for none
     * @return the answer, with one of the expected statuses
     * @throws AttemptFailedException the last refusal, after all repetitions
     * @throws ProblemException if the login is refused, or what answers cannot be the server
     */
    ServerAnswer send(ApiOperation what, String target, Optional<JsonNode> body, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        ApiCall call = settings.profile().call(what);
        return retries.run(
                () -> expected(call, target, loggedIn(call, target, body, operation)),
                settings.profile().isRepeatable(what),
                operation);
    }

    private ServerAnswer loggedIn(ApiCall call, String target, Optional<JsonNode> body, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        ServerAnswer answer = attempt(call, target, body, session.header(operation), operation);
        if (answer.status() == 401 && session.expired()) {
            operation.say("the login to Threat Manager has expired; logging in again");
            answer = attempt(call, target, body, session.header(operation), operation);
        }
        if (answer.status() != 401) {
            session.accepted();
        }
        return answer;
    }

    private ServerAnswer attempt(
            ApiCall call,
            String target,
            Optional<JsonNode> body,
            Map<String, String> header,
            OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        return exchange.send(call.method(), target, header, body.map(JsonNode::toString), call.mediaType(), operation);
    }

    private ServerAnswer expected(ApiCall call, String target, ServerAnswer answer) throws AttemptFailedException {
        if (answer.isRedirect()) {
            ServerProblem problem = Redirects.problem(settings.url(), target, answer.location());
            throw problem.failure("Server " + settings.name() + " redirects " + call.method() + " " + call.path()
                    + " to " + errors.clean(answer.location().replaceFirst("[?#].*", "")) + ".");
        }
        if (!call.expected().contains(answer.status())) {
            throw new AttemptFailedException(errors.refusal(answer));
        }
        return answer;
    }

    /**
     * Reads a document without login, or with it if the server asks for it.
     *
     * @param path relative to the server's URL
     * @return the answer, whatever its status
     * @throws ProblemException if there was none
     */
    ServerAnswer document(String path, OperationContext operation) throws InterruptedException {
        ServerAnswer answer = document(path, Map.of(), operation);
        return answer.status() == 401 || answer.status() == 403
                ? document(path, session.header(operation), operation)
                : answer;
    }

    private ServerAnswer document(String path, Map<String, String> header, OperationContext operation)
            throws InterruptedException {
        try {
            return retries.run(
                    () -> {
                        ServerAnswer answer = exchange.send("GET", path, header, Optional.empty(), "", operation);
                        if (answer.status() == 429 || answer.status() >= 502) {
                            throw new AttemptFailedException(errors.refusal(answer));
                        }
                        return answer;
                    },
                    true,
                    operation);
        } catch (AttemptFailedException e) {
            throw Refusals.of(settings, "read the OpenAPI document", e.refusal());
        }
    }

    /**
     * Sends a request of the profile whose answer is JSON.
     *
     * @param target path and query, filled in
     * @param body filled in; empty for none
     */
    JsonNode read(ApiOperation operation, String target, Optional<JsonNode> body, OperationContext run)
            throws InterruptedException {
        try {
            return errors.json(settings, operation.purpose(), send(operation, target, body, run));
        } catch (AttemptFailedException e) {
            throw explain(operation, e.refusal());
        }
    }

    /**
     * The same for a list, which some servers answer without any content (HTTP 204) when it is empty.
     *
     * @return empty for that
     */
    Optional<JsonNode> readList(ApiOperation operation, String target, Optional<JsonNode> body, OperationContext run)
            throws InterruptedException {
        try {
            return Optional.of(errors.json(settings, operation.purpose(), send(operation, target, body, run)));
        } catch (AttemptFailedException e) {
            if (e.refusal().status() == 204) {
                return Optional.empty();
            }
            throw explain(operation, e.refusal());
        }
    }

    ProblemException explain(ApiOperation operation, FailedAttempt refusal) {
        return Refusals.of(settings, operation, refusal);
    }
}
