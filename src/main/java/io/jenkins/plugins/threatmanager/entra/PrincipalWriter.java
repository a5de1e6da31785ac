package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
import io.jenkins.plugins.threatmanager.remote.Retries;
import java.util.ArrayList;
import java.util.List;

/** Creates service principals, and withdraws their grants. All of it can be repeated without harm. */
final class PrincipalWriter {

    /** With this tag the portal shows it under Enterprise applications. */
    private static final String SHOWN = "WindowsAzureActiveDirectoryIntegratedApp";

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final Retries general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final Retries justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);

    PrincipalWriter(GraphConnection connection, GraphPaths paths, GraphErrors errors) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
    }

    /** A service principal that is there already, perhaps made by an attempt whose answer was lost, is as good. */
    ServicePrincipal create(Application application, Operation operation) throws InterruptedException {
        try {
            return GraphMapping.servicePrincipal(
                    connection.send(
                            justCreated,
                            true,
                            operation,
                            () -> paths.servicePrincipals().post(body(application.appId()))),
                    List.of());
        } catch (RefusedException e) {
            if (!GraphErrors.isPrincipalThere(e.refusal())) {
                throw errors.failure(e.refusal(), EntraTask.CREATE_PRINCIPAL);
            }
        }
        try {
            return GraphMapping.servicePrincipal(
                    connection.send(
                            justCreated,
                            true,
                            operation,
                            () -> paths.servicePrincipalOf(application.appId()).get()),
                    List.of());
        } catch (RefusedException e) {
            throw errors.failure(e.refusal(), EntraTask.READ_PRINCIPALS);
        }
    }

    void revoke(GraphResource graph, Grant grant, Operation operation) throws InterruptedException {
        try {
            connection.send(general, true, operation, () -> {
                paths.servicePrincipal(graph.objectId())
                        .appRoleAssignedTo()
                        .byAppRoleAssignmentId(grant.id())
                        .delete();
                return null;
            });
        } catch (RefusedException e) {
            if (e.refusal().status() != 404) {
                throw errors.failure(e.refusal(), EntraTask.REVOKE);
            }
        }
    }

    private static com.microsoft.graph.models.ServicePrincipal body(String appId) {
        com.microsoft.graph.models.ServicePrincipal body = new com.microsoft.graph.models.ServicePrincipal();
        body.setAppId(appId);
        body.setTags(new ArrayList<>(List.of(SHOWN)));
        return body;
    }
}
