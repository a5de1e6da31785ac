package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.OperationCheck;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiCall;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is found out about a server before anything is changed on it. */
final class ServerPreflight {

    private static final String NO_DOCUMENT = "the API profile says that this server has no OpenAPI document";

    private final ApiClient calls;
    private final ServerSettings settings;
    private boolean passed;

    ServerPreflight(ApiClient calls) {
        this.calls = calls;
        this.settings = calls.settings();
    }

    /** Compares the profile with the server once in the life of the connector. */
    synchronized void run(OperationContext operation) throws InterruptedException {
        if (passed) {
            return;
        }
        ApiProfile profile = settings.profile();
        if (profile.provisional()) {
            operation.say("API profile '" + profile.name() + "' has not been confirmed on a live Threat Manager");
        }
        if (profile.openApi().paths().isEmpty()) {
            operation.say(NO_DOCUMENT + ": its operations are not compared");
        } else {
            DocumentSearch search = DocumentSearch.run(calls, operation);
            if (search.document().isPresent()) {
                stopIfMissing(check(search.document().get()));
            } else if (profile.openApi().required()) {
                throw search.unavailable(settings);
            } else {
                operation.say("the API profile allows the run to continue without the server's OpenAPI document");
            }
        }
        passed = true;
    }

    List<OperationCheck> operations(OperationContext operation) throws InterruptedException {
        if (settings.profile().openApi().paths().isEmpty()) {
            return List.of();
        }
        DocumentSearch search = DocumentSearch.run(calls, operation);
        return check(search.document().orElseThrow(() -> search.unavailable(settings)));
    }

    private List<OperationCheck> check(OpenApiDocument document) {
        return document.check(
                settings.profile(),
                Optional.ofNullable(settings.url().getPath()).orElse(""));
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

    /** For the button: continues after a failure where it can, and reports everything. */
    ServerVerification verify(OperationContext operation) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        Set<String> doubts = new HashSet<>();
        List<ProblemException> failures = new ArrayList<>();
        List<OperationCheck> checks = new ArrayList<>();
        lines.add("API profile: " + settings.profile().name() + " "
                + settings.profile().version()
                + (settings.profile().provisional() ? ", provisional: no live Threat Manager has confirmed it" : ""));
        if (settings.profile().provisional()) {
            doubts.add(lines.get(0));
        }
        try {
            String connection = "Connection: " + connection(operation);
            lines.add(connection);
            if (!connection.startsWith("Connection: https")
                    || settings.encryption().skipTlsVerification()) {
                doubts.add(connection);
            }
        } catch (ProblemException e) {
            return new ServerVerification(lines, doubts, checks, List.of(e));
        }
        try {
            String compared = "Operations: " + compared(checks, operation);
            lines.add(compared);
            if (checks.isEmpty()) {
                doubts.add(compared);
            }
            stopIfMissing(checks);
        } catch (ProblemException e) {
            failures.add(e);
        }
        try {
            lines.add("Login: " + login(operation));
        } catch (ProblemException e) {
            failures.add(e);
        }
        return new ServerVerification(lines, doubts, checks, failures);
    }

    /** Any page will do, since the certificate is the same on all of them. */
    private String connection(OperationContext operation) throws InterruptedException {
        String page = settings.profile().openApi().paths().stream().findFirst().orElse("/");
        String certificate = calls.document(page, operation).certificate();
        if (certificate.isEmpty()) {
            return "plain http";
        }
        return "https, certificate of " + certificate
                + (settings.encryption().skipTlsVerification() ? ", which is not checked" : "");
    }

    private String compared(List<OperationCheck> checks, OperationContext operation) throws InterruptedException {
        if (settings.profile().openApi().paths().isEmpty()) {
            return "not compared, " + NO_DOCUMENT;
        }
        DocumentSearch search = DocumentSearch.run(calls, operation);
        if (search.document().isPresent()) {
            checks.addAll(check(search.document().get()));
            return checks.stream().filter(OperationCheck::found).count() + " of " + checks.size()
                    + " found in the server's OpenAPI document";
        }
        if (settings.profile().openApi().required()) {
            throw search.unavailable(settings);
        }
        return "not compared, the server shows no OpenAPI document (" + search.inWords(settings) + ")";
    }

    private String login(OperationContext operation) throws InterruptedException {
        calls.logIn(operation);
        Optional<ApiAction.CurrentUser> shape = settings.profile().currentUser();
        if (shape.isEmpty()) {
            int profiles = new ServerInventory(calls).profiles(operation).size();
            return "accepted, " + profiles
                    + " Credential Profiles can be read; the API profile does not say how to read the role";
        }
        ApiOperation current = ApiOperation.CURRENT_USER;
        ApiCall call = shape.get().call();
        try {
            ServerAnswer answer =
                    calls.send(current, Template.target(call, TemplateValues.none()), Optional.empty(), operation);
            AnswerReader user = new AnswerReader(
                    "answer about the user", calls.errors().json(settings, current.purpose(), answer), calls.errors());
            List<String> roles = user.words(shape.get().role());
            if (roles.stream().noneMatch(shape.get().administrators()::contains)) {
                throw ServerProblem.ROLE_INSUFFICIENT.failure("The login to server " + settings.name() + " has "
                        + (roles.isEmpty() ? "no role" : "the role " + String.join(", ", roles)) + ", not "
                        + String.join(" or ", shape.get().administrators()) + ".");
            }
            return "accepted, role " + String.join(", ", roles);
        } catch (AttemptFailedException e) {
            throw calls.explain(current, e.refusal());
        }
    }
}
