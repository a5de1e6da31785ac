package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ConnectionTest;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiCall;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes Test Connection and reads its verdict: from the answer, or from a result that is asked for until it is there.
 * That a test was accepted is no verdict.
 */
final class ConnectionTests {

    private final ApiClient calls;
    private final ServerSettings settings;

    ConnectionTests(ApiClient calls) {
        this.calls = calls;
        this.settings = calls.settings();
    }

    /** Whether only a sync that has been added can be tested. */
    boolean needSync() {
        return uses(Placeholder.SYNC_ID);
    }

    /** Whether it, or its result, asks for that placeholder. */
    boolean uses(Placeholder placeholder) {
        return settings.profile().call(ApiOperation.TEST_CONNECTION).uses(placeholder)
                || settings.profile()
                        .find(ApiOperation.TEST_RESULT)
                        .filter(call -> call.uses(placeholder))
                        .isPresent();
    }

    /** @param values what is to be tested */
    ConnectionTest run(TemplateValues values, OperationContext operation) throws InterruptedException {
        ApiAction.ConnectionTest shape = settings.profile().test();
        Optional<ApiAction.TestResult> result = settings.profile().testResult();
        try {
            ServerAnswer answer = send(ApiOperation.TEST_CONNECTION, values, operation);
            if (result.isPresent()) {
                values.with(
                        Placeholder.TEST_ID,
                        testId(answer),
                        shape.testId().orElseThrow().type());
                return result(result.get(), values, operation);
            }
            if (shape.verdict().isEmpty()
                    && (shape.message().isEmpty() || answer.text().isBlank())) {
                return new ConnectionTest(true, "");
            }
            AnswerReader reader = reader(ApiOperation.TEST_CONNECTION, answer);
            boolean passed = shape.verdict().map(reader::verdict).orElse(true);
            return new ConnectionTest(passed, message(shape.message(), reader));
        } catch (AttemptFailedException e) {
            if (shape.isFailure(e.refusal().status())) {
                return new ConnectionTest(false, e.refusal().message());
            }
            throw calls.explain(ApiOperation.TEST_CONNECTION, e.refusal());
        }
    }

    private ConnectionTest result(ApiAction.TestResult shape, TemplateValues values, OperationContext operation)
            throws InterruptedException {
        while (true) {
            AnswerReader reader;
            try {
                reader = reader(ApiOperation.TEST_RESULT, send(ApiOperation.TEST_RESULT, values, operation));
            } catch (AttemptFailedException e) {
                if (shape.isFailure(e.refusal().status())) {
                    return new ConnectionTest(false, e.refusal().message());
                }
                throw calls.explain(ApiOperation.TEST_RESULT, e.refusal());
            }
            if (!reader.isOneOf(shape.verdict().pointer(), shape.verdict().pending())) {
                return new ConnectionTest(reader.verdict(shape.verdict()), message(shape.message(), reader));
            }
            if (!operation.hasTimeFor(shape.pause())) {
                throw ServerProblem.TIMED_OUT.failure("Test Connection on server " + settings.name()
                        + " was accepted, and has not ended in the time that this operation has.");
            }
            operation.pause(shape.pause(), "Test Connection is still running");
        }
    }

    private String testId(ServerAnswer begun) {
        ApiShapes.TestId shape = settings.profile().test().testId().orElseThrow();
        if (shape.pointer().isPresent()) {
            return reader(ApiOperation.TEST_CONNECTION, begun)
                    .id(new ApiShapes.Id(shape.pointer().get(), shape.type()));
        }
        String segment = lastSegment(begun.location());
        if (segment.isEmpty()) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Server " + settings.name()
                    + " answers Test Connection without a Location header that ends with the identifier of the test.");
        }
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Of an address, without query; empty if there is none. */
    static String lastSegment(CharSequence location) {
        int end = 0;
        while (end < location.length() && location.charAt(end) != '?' && location.charAt(end) != '#') {
            end++;
        }
        if (end > 0 && location.charAt(end - 1) == '/') {
            end--;
        }
        int begin = end;
        while (begin > 0 && location.charAt(begin - 1) != '/') {
            begin--;
        }
        return begin == 0 ? "" : location.subSequence(begin, end).toString();
    }

    private ServerAnswer send(ApiOperation operation, TemplateValues values, OperationContext run)
            throws AttemptFailedException, InterruptedException {
        ApiCall call = settings.profile().call(operation);
        return calls.send(operation, Template.target(call, values), Template.body(call, values), run);
    }

    private AnswerReader reader(ApiOperation operation, ServerAnswer answer) {
        JsonNode json = calls.errors().json(settings, operation.purpose(), answer);
        String where = operation == ApiOperation.TEST_CONNECTION
                ? "answer to the connection test"
                : "result of the connection test";
        return new AnswerReader(where, json, calls.errors());
    }

    private String message(Optional<JsonPointer> pointer, AnswerReader reader) {
        return pointer.map(reader::textIfAny).map(calls.errors()::clean).orElse("");
    }
}
