package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.graph.applications.item.addpassword.AddPasswordPostRequestBody;
import com.microsoft.graph.applications.item.removepassword.RemovePasswordPostRequestBody;
import com.microsoft.graph.models.PasswordCredential;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.SecretRequest;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Adds and removes client secrets, and removes credentials of other kinds. Adding one is the only request that must never be sent twice unseen: if its answer
 * is lost, the secret may exist although its text is lost. Such a secret is found by its name and removed, and a new
 * one asked for under another name.
 */
final class SecretIssuer {

    private static final FailedAttempt NOT_LISTED = new FailedAttempt(200, EntraRetry.NOT_LISTED, "", "", null);

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final RetryPolicy general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final RetryPolicy justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);
    private final RetryPolicy lostSecret = EntraRetry.table(EntraRetry.When.LOST_SECRET);

    SecretIssuer(GraphConnection connection, GraphPaths paths, GraphErrors errors) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
    }

    /** The body of one attempt; without one Entra would make an unnamed secret for two years. */
    static AddPasswordPostRequestBody body(String name, SecretRequest request) {
        PasswordCredential credential = new PasswordCredential();
        credential.setDisplayName(name);
        // No start: if this machine's clock were ahead of Entra's, the secret would not work yet.
        credential.setEndDateTime(
                request.expires().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
        AddPasswordPostRequestBody body = new AddPasswordPostRequestBody();
        body.setPasswordCredential(credential);
        return body;
    }

    /** Whether the request may have been carried out although it was not answered as it should. */
    static boolean isLost(FailedAttempt refusal) {
        return refusal.status() >= 500
                || refusal.code().equals(EntraRetry.INCOMPLETE)
                || refusal.status() == FailedAttempt.NO_ANSWER
                        && !refusal.code().equals(NetworkTrouble.TLS);
    }

    /** The message when no secret was added. */
    ProblemException failure(FailedAttempt refusal, SecretRequest request) {
        ProblemException failure = errors.failure(refusal, EntraTask.ADD_SECRET);
        return failure.problem() == EntraProblem.SECRET_LIFETIME_TOO_LONG
                ? EntraProblem.SECRET_LIFETIME_TOO_LONG
                        .failure(request.expires()
                                .truncatedTo(ChronoUnit.DAYS)
                                .toString()
                                .substring(0, 10))
                        .withReference(refusal.reference())
                : failure;
    }

    /**
     * Continues after an attempt whose answer was lost.
     *
     * @param lostName the name asked for in that attempt
     * @param refusal how it was lost
     * @throws ProblemException if no secret could be had
     */
    IssuedSecret afterLost(
            Application application,
            String lostName,
            FailedAttempt refusal,
            SecretRequest request,
            OperationContext operation)
            throws InterruptedException {
        Set<String> lost = new LinkedHashSet<>(Set.of(lostName));
        FailedAttempt last = refusal;
        RetryPolicy.Tally tally = justCreated.tally();
        while (true) {
            Optional<Duration> wait = tally.waitBeforeNext(last, true, operation);
            if (wait.isEmpty()) {
                removeAtLast(application, lost, operation);
                throw failure(last, request);
            }
            operation.say("the answer to adding a client secret was lost: looking whether it exists, to remove it");
            operation.pause(wait.get(), "the answer was lost");
            removeNamed(application, lost, operation);
            String name = request.freshName().get();
            try {
                IssuedSecret issued = add(application, name, request, operation);
                if (!lost.isEmpty()) {
                    removeLate(application, lost, issued, operation);
                }
                return issued;
            } catch (AttemptFailedException e) {
                if (!isLost(e.refusal())) {
                    throw failure(e.refusal(), request);
                }
                last = e.refusal();
                lost.add(name);
            } catch (ProblemException e) {
                // What answers in the place of Graph may have let the request pass.
                if (e.problem() == EntraProblem.FOREIGN_ANSWER) {
                    lost.add(name);
                    removeAtLast(application, lost, operation);
                }
                throw e;
            }
        }
    }

    /** A client secret that is gone already counts as removed. */
    void remove(Application application, String keyId, OperationContext operation) throws InterruptedException {
        try {
            connection.send(general, true, operation, () -> {
                RemovePasswordPostRequestBody body = new RemovePasswordPostRequestBody();
                body.setKeyId(UUID.fromString(keyId));
                paths.application(application.objectId()).removePassword().post(body);
                return null;
            });
        } catch (AttemptFailedException e) {
            if (!GraphErrors.isSecretGone(e.refusal())) {
                throw errors.failure(e.refusal(), EntraTask.REMOVE_SECRET);
            }
        }
    }

    /**
     * Graph takes the whole list of certificates in the place of the former one, and this plugin has none of its own: so
     * all of them go with the first.
     */
    void remove(Application app, AppCredential credential, OperationContext operation) throws InterruptedException {
        switch (credential.kind()) {
            case SECRET -> remove(app, credential.id(), operation);
            case CERTIFICATE ->
                send(operation, () -> {
                    com.microsoft.graph.models.Application body = new com.microsoft.graph.models.Application();
                    body.setKeyCredentials(List.of());
                    paths.application(app.objectId()).patch(body);
                });
            case FEDERATED ->
                send(
                        operation,
                        () -> paths.application(app.objectId())
                                .federatedIdentityCredentials()
                                .byFederatedIdentityCredentialId(credential.id())
                                .delete());
            case PRINCIPAL_SECRET ->
                send(operation, () -> {
                    var body =
                            new com.microsoft.graph.serviceprincipals.item.removepassword
                                    .RemovePasswordPostRequestBody();
                    body.setKeyId(UUID.fromString(credential.id()));
                    paths.servicePrincipal(principal(app)).removePassword().post(body);
                });
            case PRINCIPAL_CERTIFICATE ->
                send(operation, () -> {
                    com.microsoft.graph.models.ServicePrincipal body =
                            new com.microsoft.graph.models.ServicePrincipal();
                    body.setKeyCredentials(List.of());
                    paths.servicePrincipal(principal(app)).patch(body);
                });
        }
    }

    private static String principal(Application app) {
        return app.servicePrincipal()
                .map(ServicePrincipal::objectId)
                .orElseThrow(() -> new IllegalArgumentException("There is no service principal to take it from."));
    }

    private void send(OperationContext operation, Runnable request) throws InterruptedException {
        try {
            connection.send(general, true, operation, () -> {
                request.run();
                return null;
            });
        } catch (AttemptFailedException e) {
            if (e.refusal().status() != 404 && !GraphErrors.isSecretGone(e.refusal())) {
                throw errors.failure(e.refusal(), EntraTask.REMOVE_CREDENTIAL);
            }
        }
    }

    private IssuedSecret add(Application application, String name, SecretRequest request, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        return connection.send(
                justCreated,
                false,
                operation,
                () -> GraphMapping.issued(
                        paths.application(application.objectId()).addPassword().post(body(name, request))));
    }

    /** Removes what exists under these names, and takes those names out of the set. */
    private List<ClientSecret> removeNamed(Application application, Set<String> lost, OperationContext operation)
            throws InterruptedException {
        List<ClientSecret> secrets;
        try {
            secrets = connection
                    .send(
                            justCreated,
                            true,
                            operation,
                            () -> GraphMapping.application(
                                    paths.application(application.objectId()).get()))
                    .secrets();
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), EntraTask.READ_APPLICATIONS);
        }
        for (ClientSecret secret : secrets) {
            if (lost.contains(secret.displayName())) {
                remove(application, secret.keyId(), operation);
                lost.remove(secret.displayName());
            }
        }
        return secrets;
    }

    /**
     * Waits for the lost ones to be listed, since no newer one will come to show that they would be. What is not found
     * is left to the next run; the failure that is under way says more than one in here would.
     */
    private void removeAtLast(Application application, Set<String> lost, OperationContext operation)
            throws InterruptedException {
        try {
            lostSecret.run(
                    () -> {
                        removeNamed(application, lost, operation);
                        if (!lost.isEmpty()) {
                            throw new AttemptFailedException(NOT_LISTED);
                        }
                        return lost;
                    },
                    true,
                    operation);
        } catch (AttemptFailedException | ProblemException e) {
            sayUncertain(lost, operation);
        }
    }

    /**
     * Lists lag. Once the newer secret is listed, the older lost one would be too; if even that takes too long, it
     * stays, and a run after a day removes it. Nothing in here may cost the secret that has just been issued.
     */
    private void removeLate(Application application, Set<String> lost, IssuedSecret issued, OperationContext operation)
            throws InterruptedException {
        try {
            lostSecret.run(
                    () -> {
                        List<ClientSecret> secrets = removeNamed(application, lost, operation);
                        if (secrets.stream().noneMatch(secret -> secret.keyId().equals(issued.keyId()))) {
                            throw new AttemptFailedException(NOT_LISTED);
                        }
                        return secrets;
                    },
                    true,
                    operation);
        } catch (AttemptFailedException | ProblemException e) {
            sayUncertain(lost, operation);
        }
    }

    private static void sayUncertain(Set<String> lost, OperationContext operation) {
        operation.say("it is not certain that no client secret named " + String.join(", ", lost)
                + " exists; if it does, a run after a day removes it");
    }
}
