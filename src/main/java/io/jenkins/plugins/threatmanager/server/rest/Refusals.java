package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Set;

/** Says what a refusal by the server means to the user. */
final class Refusals {

    /** {@link FailedAttempt#code()} of an answer that is an HTML page: it comes from a gateway or another program. */
    static final String HTML = "html";

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    /** Statuses by which a server says that it cannot make sense of a request, whatever values are in it. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(404, 405, 406, 410, 411, 414, 415, 431, 501, 505);

    private Refusals() {}

    /** @param purpose the attempted action, to follow "cannot " */
    static ProblemException of(ServerSettings settings, String purpose, FailedAttempt refusal) {
        String cannot = "Cannot " + purpose + " on server " + settings.name() + ": ";
        ServerProblem problem = problem(refusal);
        if (refusal.status() == FailedAttempt.NO_ANSWER) {
            return problem.failure(cannot + refusal.message() + " (" + settings.url() + ").");
        }
        return problem.failure(cannot + "the answer is " + quoted(refusal) + ".")
                .withReference(refusal.reference());
    }

    /** The same for an operation of the API profile, where 404 and 409 have a meaning of their own. */
    static ProblemException of(ServerSettings settings, ApiOperation operation, FailedAttempt refusal) {
        ServerProblem problem =
                switch (refusal.status()) {
                    case 404 -> refusal.code().equals(HTML) ? ServerProblem.NOT_THREAT_MANAGER : missing(operation);
                    case 409 -> conflict(operation);
                    case 400, 422 -> hasInput(operation) ? problem(refusal) : ServerProblem.REQUEST_NOT_UNDERSTOOD;
                    default -> problem(refusal);
                };
        ProblemException failure = of(settings, operation.purpose(), refusal);
        return problem == failure.problem()
                ? failure
                : problem.failure(failure.cause()).withReference(refusal.reference());
    }

    private static ServerProblem problem(FailedAttempt refusal) {
        if (refusal.status() == FailedAttempt.NO_ANSWER) {
            return switch (refusal.code()) {
                case ServerRetries.TIMEOUT -> ServerProblem.TIMED_OUT;
                case ServerRetries.HOST_NOT_FOUND -> ServerProblem.HOST_NOT_FOUND;
                case ServerRetries.REFUSED -> ServerProblem.CONNECTION_REFUSED;
                case ServerRetries.PROXY -> ServerProblem.PROXY_REFUSED;
                default -> ServerProblem.NOT_REACHABLE;
            };
        }
        if (GATEWAY.contains(refusal.status())) {
            return ServerProblem.NOT_REACHABLE;
        }
        if (isSuccess(refusal)) {
            return ServerProblem.UNEXPECTED_ANSWER;
        }
        return switch (refusal.status()) {
            case 401 -> ServerProblem.LOGIN_REFUSED;
            case 403 -> ServerProblem.ROLE_INSUFFICIENT;
            case 408 -> ServerProblem.TIMED_OUT;
            case 429 -> ServerProblem.BUSY;
            default -> refusal.code().equals(HTML) ? ServerProblem.NOT_THREAT_MANAGER : byKind(refusal.status());
        };
    }

    private static ServerProblem byKind(int status) {
        if (NOT_UNDERSTOOD.contains(status)) {
            return ServerProblem.REQUEST_NOT_UNDERSTOOD;
        }
        return status >= 500 ? ServerProblem.INTERNAL_ERROR : ServerProblem.REFUSED;
    }

    /** Whether values that a person chose are in the request; identifiers are the server's own. */
    private static boolean hasInput(ApiOperation operation) {
        return operation.placeholders().contains(Placeholder.NAME)
                || operation.placeholders().contains(Placeholder.USER_NAME)
                || operation.placeholders().contains(Placeholder.AZURE_CLOUD);
    }

    private static ServerProblem missing(ApiOperation operation) {
        return operation.placeholders().contains(Placeholder.PROFILE_ID)
                        || operation.placeholders().contains(Placeholder.SYNC_ID)
                ? ServerProblem.NOT_FOUND
                : ServerProblem.OPERATION_MISSING;
    }

    private static ServerProblem conflict(ApiOperation operation) {
        return switch (operation) {
            case CREATE_PROFILE, UPDATE_PROFILE -> ServerProblem.DUPLICATE_NAME;
            case CREATE_SYNC -> ServerProblem.DUPLICATE_SYNC;
            case DELETE_PROFILE, DELETE_CREDENTIAL -> ServerProblem.PROFILE_IN_USE;
            default -> ServerProblem.REFUSED;
        };
    }

    private static boolean isSuccess(FailedAttempt refusal) {
        return refusal.status() >= 200 && refusal.status() < 300;
    }

    private static String quoted(FailedAttempt refusal) {
        if (isSuccess(refusal)) {
            return "HTTP " + refusal.status() + ", which the API profile does not expect though it may mean success";
        }
        return "HTTP " + refusal.status()
                + (refusal.message().isEmpty() ? " without a text" : ", \"" + refusal.message() + "\"");
    }
}
