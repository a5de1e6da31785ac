package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is found out about a server before anything is changed on it. */
final class ServerPreflight {

    private final ServerCalls calls;
    private final ServerSettings settings;
    private boolean passed;

    ServerPreflight(ServerCalls calls) {
        this.calls = calls;
        this.settings = calls.settings();
    }

    /** Compares the profile with the server once in the life of the connector. */
    synchronized void run(Operation operation) throws InterruptedException {
        if (passed) {
            return;
        }
        ApiProfile profile = settings.profile();
        if (profile.provisional()) {
            operation.say("API profile " + profile.name() + " is provisional: no live Threat Manager has confirmed it");
        }
        Optional<OpenApiDocument> document = OpenApiDocument.read(calls, operation);
        if (document.isPresent()) {
            stopIfMissing(check(document.get()));
        } else if (profile.openApiRequired()) {
            throw unavailable();
        } else {
            operation.say("the API profile allows to go on without the server's OpenAPI document");
        }
        passed = true;
    }

    List<OperationCheck> operations(Operation operation) throws InterruptedException {
        return check(OpenApiDocument.read(calls, operation).orElseThrow(this::unavailable));
    }

    private List<OperationCheck> check(OpenApiDocument document) {
        return document.check(
                settings.profile(),
                Optional.ofNullable(settings.url().getPath()).orElse(""));
    }

    private Failure unavailable() {
        return ServerProblem.API_DOCUMENT_UNAVAILABLE.failure("Server " + settings.name()
                + " shows no OpenAPI document at "
                + String.join(" or ", settings.profile().openApiPaths())
                + ", so that API profile " + settings.profile().name() + " cannot be compared with it.");
    }

    private void stopIfMissing(List<OperationCheck> checks) {
        String missing = checks.stream()
                .filter(each -> !each.found())
                .map(OperationCheck::toString)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw ServerProblem.OPERATION_MISSING.failure(
                    "Server " + settings.name() + " does not have these operations" + " of API profile "
                            + settings.profile().name() + ": " + missing + ".");
        }
    }

    /** For the button: goes on after a failure where it can, and tells everything. */
    ServerVerification verify(Operation operation) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<OperationCheck> checks = new ArrayList<>();
        lines.add("API profile: " + settings.profile().name() + " "
                + settings.profile().version()
                + (settings.profile().provisional() ? ", provisional: no live Threat Manager has confirmed it" : ""));
        try {
            String certificate = calls.document(
                            settings.profile().openApiPaths().get(0), operation)
                    .certificate();
            lines.add(
                    certificate.isEmpty()
                            ? "Connection: plain http"
                            : "Connection: https, certificate of " + certificate);
        } catch (Failure e) {
            return new ServerVerification(lines, checks, List.of(e));
        }
        try {
            checks.addAll(operations(operation));
            lines.add("Operations: "
                    + checks.stream().filter(OperationCheck::found).count() + " of " + checks.size()
                    + " found in the server's OpenAPI document");
            stopIfMissing(checks);
        } catch (Failure e) {
            if (e.problem() == ServerProblem.OPERATION_MISSING
                    || settings.profile().openApiRequired()) {
                failures.add(e);
            } else {
                lines.add("Operations: not compared, the server shows no OpenAPI document");
            }
        }
        try {
            lines.add("Login: " + login(operation));
        } catch (Failure e) {
            failures.add(e);
        }
        return new ServerVerification(lines, checks, failures);
    }

    private String login(Operation operation) throws InterruptedException {
        calls.logIn(operation);
        Optional<ApiShapes.Role> shape = settings.profile().role();
        if (shape.isEmpty()) {
            int profiles = new ServerInventory(calls).profiles(operation).size();
            return "accepted, " + profiles + " Credential Profiles can be read; the API profile cannot tell the role";
        }
        ApiOperation current = ApiOperation.CURRENT_USER;
        ApiCall call = settings.profile().operations().get(current);
        try {
            ServerAnswer answer = calls.send(call, Template.target(call, Values.none()), Optional.empty(), operation);
            AnswerReader user = new AnswerReader(
                    "answer about the user", calls.errors().json(settings, current.purpose(), answer), calls.errors());
            List<String> roles = user.words(shape.get().pointer());
            if (roles.stream().noneMatch(shape.get().administrators()::contains)) {
                throw ServerProblem.ROLE_INSUFFICIENT.failure(
                        "The login to server " + settings.name() + " has the role "
                                + (roles.isEmpty() ? "of nobody" : String.join(", ", roles)) + ", not "
                                + String.join(" or ", shape.get().administrators()) + ".");
            }
            return "accepted, role " + String.join(", ", roles);
        } catch (RefusedException e) {
            throw calls.explain(current, e.refusal());
        }
    }
}
