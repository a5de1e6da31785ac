package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.graph.serviceprincipals.item.removepassword.RemovePasswordPostRequestBody;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.List;
import java.util.UUID;

/** Removes credentials that others have added. All of it can be repeated without harm. */
final class CredentialRemover {

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final SecretIssuer secrets;

    CredentialRemover(GraphConnection connection, GraphPaths paths, GraphErrors errors, SecretIssuer secrets) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
        this.secrets = secrets;
    }

    /**
     * Graph takes the whole list of certificates in the place of the former one, and this plugin has none of its own: so
     * all of them go with the first.
     */
    void remove(Application app, AppCredential credential, OperationContext operation) throws InterruptedException {
        switch (credential.kind()) {
            case SECRET -> secrets.remove(app, credential.id(), operation);
            case CERTIFICATE ->
                send(operation, () -> {
                    com.microsoft.graph.models.Application body = new com.microsoft.graph.models.Application();
                    body.setKeyCredentials(List.of());
                    paths.application(app.objectId()).patch(body);
                });
            case FEDERATED ->
                send(operation, () -> paths.application(app.objectId())
                        .federatedIdentityCredentials()
                        .byFederatedIdentityCredentialId(credential.id())
                        .delete());
            case PRINCIPAL_SECRET ->
                send(operation, () -> {
                    RemovePasswordPostRequestBody body = new RemovePasswordPostRequestBody();
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
            connection.send(EntraRetry.table(EntraRetry.When.GENERAL), true, operation, () -> {
                request.run();
                return null;
            });
        } catch (AttemptFailedException e) {
            if (e.refusal().status() != 404 && !GraphErrors.isSecretGone(e.refusal())) {
                throw errors.failure(e.refusal(), EntraTask.REMOVE_CREDENTIAL);
            }
        }
    }
}
