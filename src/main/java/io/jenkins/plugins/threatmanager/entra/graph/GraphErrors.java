package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.EntraPermission;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Messages about final refusals of Graph. */
final class GraphErrors {

    private final URI graph;
    private final Supplier<Set<String>> held;

    /**
     * @param graph its address, for sentences about the network
     * @param held the permissions in the token
     */
    GraphErrors(URI graph, Supplier<Set<String>> held) {
        this.graph = graph;
        this.held = held;
    }

    ProblemException failure(FailedAttempt refusal, EntraTask task) {
        return sentence(refusal, task).withReference(refusal.reference());
    }

    private ProblemException sentence(FailedAttempt refusal, EntraTask task) {
        if (refusal.code().equals(EntraRetry.INCOMPLETE)) {
            return EntraProblem.INCOMPLETE_ANSWER.failure(task.words(), refusal.message());
        }
        ProblemException policy = policyOrLimit(refusal);
        if (policy != null) {
            return policy;
        }
        return switch (refusal.status()) {
            case FailedAttempt.NO_ANSWER -> network(refusal, graph);
            case 401 -> EntraProblem.TOKEN_REFUSED.failure(task.words());
            case 403 -> denied(refusal, task);
            case 404 -> EntraProblem.OBJECT_MISSING.failure(task.words());
            case 429 -> EntraProblem.THROTTLED.failure(graph.getHost());
            case 500, 502, 503, 504 -> EntraProblem.UNAVAILABLE.failure(graph.getHost(), refusal.status());
            default -> EntraProblem.UNEXPECTED_ANSWER.failure(task.words(), shown(refusal));
        };
    }

    private ProblemException denied(FailedAttempt refusal, EntraTask task) {
        return EntraTask.missing(List.of(task), held.get()).orElseGet(() -> deniedAllTheSame(refusal, task));
    }

    private ProblemException deniedAllTheSame(FailedAttempt refusal, EntraTask task) {
        return task.needsOwner() && !EntraPermission.WRITE_OWNED.isExceededBy(held.get())
                ? EntraProblem.NOT_OWNER.failure(task.words())
                : EntraProblem.DENIED.failure(task.words(), shown(refusal));
    }

    /** Codes and texts as Graph sends them; some come as a code, some only in words. */
    @CheckForNull
    private static ProblemException policyOrLimit(FailedAttempt refusal) {
        String all = (refusal.code() + " " + refusal.message()).toLowerCase(Locale.ROOT);
        if (all.contains("credentialtypenotallowedasperapppolicy")) {
            return EntraProblem.SECRETS_FORBIDDEN.failure("a policy of the tenant");
        }
        if (all.contains("credentialinvalidlifetimeasperapppolicy")) {
            return EntraProblem.SECRET_LIFETIME_TOO_LONG.failure("the date asked for");
        }
        if (all.contains("signinaudiencenotallowedasperapppolicy")) {
            return EntraProblem.AUDIENCE_FORBIDDEN.failure();
        }
        if (all.contains("servicemanagementreference field is required")) {
            return EntraProblem.SERVICE_MANAGEMENT_REFERENCE_REQUIRED.failure();
        }
        if (all.contains("directory_quotaexceeded")) {
            return EntraProblem.QUOTA_EXCEEDED.failure();
        }
        if (all.contains("directory_resourcesizeexceeded")
                || all.contains("size of the object has exceeded")
                // An application for personal accounts too holds fewer.
                || all.contains("credential limit")) {
            return EntraProblem.TOO_MANY_SECRETS.failure();
        }
        return null;
    }

    /** Host and port: a firewall's rules are about both. */
    private static String endpoint(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("http") ? 80 : 443;
        return url.getHost() + ":" + port;
    }

    /** A connection that failed to the end. */
    static ProblemException network(FailedAttempt refusal, URI address) {
        String host = endpoint(address);
        return switch (refusal.code()) {
            case NetworkTrouble.TLS -> EntraProblem.CERTIFICATE_NOT_TRUSTED.failure(host);
            case NetworkTrouble.TIMEOUT -> EntraProblem.TIMED_OUT.failure(host);
            case NetworkTrouble.HOST_NOT_FOUND -> EntraProblem.HOST_NOT_FOUND.failure(host);
            case NetworkTrouble.REFUSED -> EntraProblem.CONNECTION_REFUSED.failure(host);
            case NetworkTrouble.UNREACHABLE -> EntraProblem.UNREACHABLE.failure(host);
            case NetworkTrouble.PROXY -> EntraProblem.PROXY_REFUSED.failure(host);
            default -> EntraProblem.CONNECTION_BROKE.failure(host);
        };
    }

    /** What answered was not the host that was asked. */
    static ProblemException foreign(FailedAttempt refusal, URI address) {
        return EntraProblem.FOREIGN_ANSWER.failure(
                address.getHost(), (refusal.status() + " " + refusal.message()).strip());
    }

    private static String shown(FailedAttempt refusal) {
        String text = (refusal.status() + " " + refusal.code()).strip();
        return refusal.message().isEmpty() ? text : text + " \"" + refusal.message() + "\"";
    }

    /** Whether Graph says that another application, perhaps a deleted one, has the unique name. */
    static boolean isNameHeld(FailedAttempt refusal) {
        String all = (refusal.code() + " " + refusal.message()).toLowerCase(Locale.ROOT);
        return refusal.status() == 400
                && (all.contains("property uniquename already exists") || all.contains("objectconflict"));
    }

    /** Whether Graph says that the permission is granted already. */
    static boolean isGrantedAlready(FailedAttempt refusal) {
        String message = refusal.message().toLowerCase(Locale.ROOT);
        return (refusal.status() == 400 || refusal.status() == 409)
                && (message.contains("permission being assigned already exists")
                        || message.contains("entitlementgrant entry already exists"));
    }

    /** Whether Graph says that there is a service principal for the application already. */
    static boolean isPrincipalThere(FailedAttempt refusal) {
        String all = (refusal.code() + " " + refusal.message()).toLowerCase(Locale.ROOT);
        return (refusal.status() == 409 || refusal.status() == 400)
                && (all.contains("already in use")
                        || all.contains("already exists")
                        || all.contains("multipleobjectswithsamekeyvalue"));
    }

    /** Whether Graph says that there is no such client secret. */
    static boolean isSecretGone(FailedAttempt refusal) {
        return refusal.status() == 404
                || refusal.status() == 400
                        && refusal.message().toLowerCase(Locale.ROOT).contains("no password credential found");
    }

    /** Whether Graph says that there is no such app role on the resource. */
    static boolean isRoleUnknown(FailedAttempt refusal) {
        return refusal.status() == 400
                && refusal.message().toLowerCase(Locale.ROOT).contains("permission being assigned was not found");
    }

    /** From a model, or a body, to what this package makes of it. */
    @FunctionalInterface
    interface Mapping<M, T> {
        T of(M model) throws AttemptFailedException;
    }

    /** All of them, or the message about the first that cannot be used. */
    <M, T> List<T> mapped(List<M> models, Mapping<M, T> mapping, EntraTask task) {
        List<T> all = new ArrayList<>();
        for (M model : models) {
            all.add(usable(model, mapping, task));
        }
        return all;
    }

    /** What a request inside a batch was answered, or the message about its refusal. */
    <T> T read(BatchAnswer answer, Mapping<JsonNode, T> mapping, EntraTask task) {
        if (answer instanceof BatchAnswer.Done done) {
            return usable(done.body(), mapping, task);
        }
        throw failure(((BatchAnswer.Refused) answer).refusal(), task);
    }

    private <M, T> T usable(M model, Mapping<M, T> mapping, EntraTask task) {
        try {
            return mapping.of(model);
        } catch (AttemptFailedException e) {
            throw failure(e.refusal(), task);
        }
    }
}
