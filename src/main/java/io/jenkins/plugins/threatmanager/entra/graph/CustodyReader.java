package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.models.FederatedIdentityCredentialCollectionResponse;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads who has an application in hand, in a batch that is sent anyway: owners of application and service principal,
 * federated credentials. What may not be read, or is not there, is unknown, and never taken for empty.
 */
final class CustodyReader {

    /** How many items {@link #items} gives. */
    static final int ITEMS = 3;

    private final BootstrapIdentity identity;
    private final GraphPaths paths;
    private final GraphPages pages;
    private final GraphErrors errors;

    /** @param identity who reads */
    CustodyReader(BootstrapIdentity identity, GraphPaths paths, GraphPages pages, GraphErrors errors) {
        this.identity = identity;
        this.paths = paths;
        this.pages = pages;
        this.errors = errors;
    }

    List<BatchItem> items(Application app, RetryPolicy retries) {
        return List.of(
                new BatchItem(
                        () -> paths.application(app.objectId()).owners().toGetRequestInformation(),
                        retries,
                        true,
                        CustodyReader::owners),
                new BatchItem(
                        () -> paths.application(app.objectId())
                                .federatedIdentityCredentials()
                                .toGetRequestInformation(),
                        retries,
                        true,
                        CustodyReader::federated),
                new BatchItem(() -> paths.ownersOfPrincipal(app.appId()), retries, true, CustodyReader::owners));
    }

    /** Of any application, by its client ID; empty if they may not be read, or there is no such application here. */
    Optional<List<FederatedCredential>> federatedCredentials(
            String appId, BatchSender batches, OperationContext operation) throws InterruptedException {
        BatchItem item = new BatchItem(
                () -> paths.federatedCredentialsOf(appId),
                EntraRetry.table(EntraRetry.When.GENERAL),
                true,
                CustodyReader::federated);
        return federated(batches.send(List.of(item), operation).get(0), operation);
    }

    /**
     * @param app with its service principal, if it has one
     * @param answers those to {@link #items}
     */
    Application read(Application app, List<BatchAnswer> answers, OperationContext operation)
            throws InterruptedException {
        Application.Builder known = app.newBuilder()
                .owners(owners(answers.get(0), EntraTask.READ_APPLICATIONS, operation))
                .federatedCredentials(federated(answers.get(1), operation));
        if (app.servicePrincipal().isPresent()) {
            ServicePrincipal principal = app.servicePrincipal().get();
            known.servicePrincipal(Optional.of(principal.with(new PrincipalKeys(
                    owners(answers.get(2), EntraTask.READ_PRINCIPALS, operation),
                    principal.keys().secrets(),
                    principal.keys().certificates()))));
        }
        return known.build();
    }

    /**
     * What is to be read of the app registration of who reads.
     *
     * @return empty if the token does not say which that is
     */
    List<BatchItem> itemsOfOwn(AccessTokenClaims claims, RetryPolicy retries) {
        return claims.appId().isEmpty()
                ? List.of()
                : List.of(
                        new BatchItem(() -> paths.ownApplication(claims.appId()), retries, true, CustodyReader::own),
                        new BatchItem(() -> paths.ownersOfOwn(claims.appId()), retries, true, CustodyReader::owners));
    }

    /** @param answers those to {@link #itemsOfOwn} */
    DirectorySnapshot.SignIn signIn(AccessTokenClaims claims, List<BatchAnswer> answers, OperationContext operation)
            throws InterruptedException {
        Optional<Application> own = answers.isEmpty() ? Optional.empty() : own(answers, operation);
        List<SignInMeans.Listed> secrets = own.map(Application::secrets).orElse(List.of()).stream()
                .map(secret -> new SignInMeans.Listed(secret.keyId(), secret.hint(), secret.expires()))
                .toList();
        return new DirectorySnapshot.SignIn(
                claims.tenantId(), claims.privileges(), claims.issuedAt(), own, identity.means(secrets));
    }

    /**
     * Where something is done by it.
     *
     * @param answers those to {@link #itemsOfOwn}
     * @throws ProblemException if one was refused for another reason than that it may not be read, or is not there
     */
    void requireAnswered(List<BatchAnswer> answers) {
        answers.stream()
                .filter(answer -> !answer.isForbidden() && !answer.isMissing())
                .forEach(answer -> body(answer, EntraTask.READ_APPLICATIONS));
    }

    /** Nothing else that is done depends on it, so what cannot be read is not known, and no more. */
    private Optional<Application> own(List<BatchAnswer> answers, OperationContext operation)
            throws InterruptedException {
        if (answers.get(0) instanceof BatchAnswer.Done done) {
            try {
                return Optional.of(own(done.body())
                        .newBuilder()
                        .owners(owners(answers.get(1), EntraTask.READ_APPLICATIONS, operation))
                        .build());
            } catch (AttemptFailedException | ProblemException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Application own(JsonNode body) throws AttemptFailedException {
        return GraphMapping.application(
                GraphMapping.model(body, com.microsoft.graph.models.Application::createFromDiscriminatorValue));
    }

    private Optional<List<Owner>> owners(BatchAnswer answer, EntraTask task, OperationContext operation)
            throws InterruptedException {
        if (answer.isForbidden() || answer.isMissing()) {
            return Optional.empty();
        }
        try {
            List<Owner> owners = new ArrayList<>();
            for (com.microsoft.graph.models.DirectoryObject model : pages.all(
                    owners(body(answer, task)),
                    DirectoryObjectCollectionResponse::createFromDiscriminatorValue,
                    DirectoryObjectCollectionResponse::getValue,
                    some -> false,
                    task,
                    operation)) {
                owners.add(GraphMapping.owner(model));
            }
            return Optional.of(owners);
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), task);
        }
    }

    private Optional<List<FederatedCredential>> federated(BatchAnswer answer, OperationContext operation)
            throws InterruptedException {
        EntraTask task = EntraTask.READ_APPLICATIONS;
        if (answer.isForbidden() || answer.isMissing()) {
            return Optional.empty();
        }
        try {
            List<FederatedCredential> all = new ArrayList<>();
            for (com.microsoft.graph.models.FederatedIdentityCredential model : pages.all(
                    federated(body(answer, task)),
                    FederatedIdentityCredentialCollectionResponse::createFromDiscriminatorValue,
                    FederatedIdentityCredentialCollectionResponse::getValue,
                    some -> false,
                    task,
                    operation)) {
                all.add(GraphMapping.federatedCredential(model));
            }
            return Optional.of(all);
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), task);
        }
    }

    private JsonNode body(BatchAnswer answer, EntraTask task) {
        if (answer instanceof BatchAnswer.Done done) {
            return done.body();
        }
        throw errors.failure(((BatchAnswer.Refused) answer).refusal(), task);
    }

    private static DirectoryObjectCollectionResponse owners(JsonNode body) throws AttemptFailedException {
        DirectoryObjectCollectionResponse page =
                GraphMapping.model(body, DirectoryObjectCollectionResponse::createFromDiscriminatorValue);
        GraphMapping.page(page.getValue());
        return page;
    }

    private static FederatedIdentityCredentialCollectionResponse federated(JsonNode body)
            throws AttemptFailedException {
        FederatedIdentityCredentialCollectionResponse page =
                GraphMapping.model(body, FederatedIdentityCredentialCollectionResponse::createFromDiscriminatorValue);
        GraphMapping.page(page.getValue());
        return page;
    }
}
