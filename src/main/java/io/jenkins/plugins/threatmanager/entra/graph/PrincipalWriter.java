package io.jenkins.plugins.threatmanager.entra.graph;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Creates service principals, enables and disables them, and withdraws their grants. All of it can be repeated without harm. */
final class PrincipalWriter {

    /** With this tag the portal shows it under Enterprise applications. */
    private static final String SHOWN = "WindowsAzureActiveDirectoryIntegratedApp";

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final BatchSender batches;
    private final ApplicationWriter applications;
    private final RetryPolicy general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final RetryPolicy justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);

    PrincipalWriter(
            GraphConnection connection,
            GraphPaths paths,
            GraphErrors errors,
            BatchSender batches,
            ApplicationWriter applications) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
        this.batches = batches;
        this.applications = applications;
    }

    /**
     * Of several who create it at once, Graph lets one: that one's tags are on it, and its spec on the application. A
     * service principal that is there already, perhaps made by an attempt whose answer was lost, is read.
     */
    Application create(
            Application application, List<String> tags, Optional<ApplicationSpec> spec, OperationContext operation)
            throws InterruptedException {
        List<BatchItem> items = new ArrayList<>();
        items.add(new BatchItem(
                () -> paths.servicePrincipals().toPostRequestInformation(body(application.appId(), tags)),
                justCreated,
                true,
                GraphMapping::servicePrincipal));
        spec.ifPresent(wanted -> items.add(new BatchItem(
                () -> paths.application(application.objectId())
                        .toPatchRequestInformation(ApplicationWriter.body(application, wanted)),
                justCreated,
                true,
                BatchItem.Reading.NONE,
                OptionalInt.of(0))));
        List<BatchAnswer> answers = batches.send(items, operation);
        if (answers.get(0) instanceof BatchAnswer.Refused refused) {
            if (!GraphErrors.isPrincipalThere(refused.refusal())) {
                throw errors.failure(refused.refusal(), EntraTask.CREATE_PRINCIPAL);
            }
            return application.with(read(application, operation));
        }
        Application complete = application.with(made(answers.get(0)));
        if (spec.isEmpty()) {
            return complete;
        }
        return answers.get(1) instanceof BatchAnswer.Refused
                ? applications.update(complete, spec.get(), operation)
                : ApplicationWriter.as(complete, spec.get());
    }

    private ServicePrincipal made(BatchAnswer answer) {
        try {
            return GraphMapping.servicePrincipal(((BatchAnswer.Done) answer).body());
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), EntraTask.CREATE_PRINCIPAL);
        }
    }

    private ServicePrincipal read(Application application, OperationContext operation) throws InterruptedException {
        try {
            return connection.send(
                    justCreated,
                    true,
                    operation,
                    () -> GraphMapping.servicePrincipal(
                            paths.servicePrincipalOf(application.appId()).get(), List.of()));
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), EntraTask.READ_PRINCIPALS);
        }
    }

    void switchSignIn(Application application, boolean enabled, OperationContext operation)
            throws InterruptedException {
        com.microsoft.graph.models.ServicePrincipal body = new com.microsoft.graph.models.ServicePrincipal();
        body.setAccountEnabled(enabled);
        try {
            connection.send(general, true, operation, () -> {
                paths.servicePrincipal(
                                application.servicePrincipal().orElseThrow().objectId())
                        .patch(body);
                return null;
            });
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), EntraTask.SWITCH_SIGN_IN);
        }
    }

    void revoke(GraphResource graph, Grant grant, OperationContext operation) throws InterruptedException {
        try {
            connection.send(general, true, operation, () -> {
                paths.servicePrincipal(graph.objectId())
                        .appRoleAssignedTo()
                        .byAppRoleAssignmentId(grant.id())
                        .delete();
                return null;
            });
        } catch (AttemptFailedException e) {
            if (e.refusal().status() != 404) {
                throw errors.failure(e.refusal(), EntraTask.REVOKE);
            }
        }
    }

    private static com.microsoft.graph.models.ServicePrincipal body(String appId, List<String> tags) {
        com.microsoft.graph.models.ServicePrincipal body = new com.microsoft.graph.models.ServicePrincipal();
        body.setAppId(appId);
        List<String> all = new ArrayList<>(List.of(SHOWN));
        all.addAll(tags);
        body.setTags(all);
        return body;
    }
}
