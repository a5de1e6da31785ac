package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.models.FederatedIdentityCredentialCollectionResponse;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
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

    private final GraphPaths paths;
    private final GraphPages pages;
    private final GraphErrors errors;

    CustodyReader(GraphPaths paths, GraphPages pages, GraphErrors errors) {
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
