package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.AppRoleAssignment;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.kiota.RequestInformation;
import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Adds a client secret and grants roles in one batch, and sends again only what was refused. The secret comes first, and
 * no role is granted without it: adding one takes an owner of the application, where the bootstrap identity has no more
 * than Application.ReadWrite.OwnedBy, and consents could not be taken back by whoever finds that out afterwards.
 */
final class AccessGranter {

    private final GraphPaths paths;
    private final BatchSender batches;
    private final GraphErrors errors;
    private final SecretIssuer secrets;
    private final RetryPolicy justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);

    AccessGranter(GraphPaths paths, BatchSender batches, GraphErrors errors, SecretIssuer secrets) {
        this.paths = paths;
        this.batches = batches;
        this.errors = errors;
        this.secrets = secrets;
    }

    AccessOutcome give(AccessRequest request, OperationContext operation) throws InterruptedException {
        if (request.secret().isEmpty()) {
            return outcome(request, batches.send(grants(request, OptionalInt.empty()), operation), Optional.empty());
        }
        SecretRequest secret = request.secret().get();
        List<String> names = new ArrayList<>();
        List<BatchItem> items = new ArrayList<>();
        items.add(new BatchItem(
                () -> secret(request.application(), secret, names), justCreated, false, AccessGranter::read));
        items.addAll(grants(request, OptionalInt.of(0)));
        List<BatchAnswer> answers = batches.send(items, operation);
        List<BatchAnswer> consents = answers.subList(1, answers.size());
        IssuedSecret issued;
        try {
            issued = issued(answers.get(0), request.application(), secret, names, operation);
        } catch (ProblemException e) {
            return new AccessOutcome(granted(request, consents), Map.of(), Optional.empty(), Optional.of(e));
        }
        // The secret was lost and is there now: what waited for it goes in a batch of its own.
        if (answers.get(0) instanceof BatchAnswer.Refused && !request.roles().isEmpty()) {
            consents = batches.send(grants(request, OptionalInt.empty()), operation);
        }
        return outcome(request, consents, Optional.of(issued));
    }

    private List<BatchItem> grants(AccessRequest request, OptionalInt after) {
        return request.roles().stream()
                .map(role ->
                        new BatchItem(() -> grant(request, role), justCreated, true, BatchItem.Reading.NONE, after))
                .toList();
    }

    private AccessOutcome outcome(AccessRequest request, List<BatchAnswer> consents, Optional<IssuedSecret> issued) {
        Map<AppRole, ProblemException> refused = new LinkedHashMap<>();
        for (int place = 0; place < consents.size(); place++) {
            AppRole role = request.roles().get(place);
            grantFailure(consents.get(place), role).ifPresent(cause -> refused.put(role, cause));
        }
        return new AccessOutcome(granted(request, consents), refused, issued, Optional.empty());
    }

    private List<AppRole> granted(AccessRequest request, List<BatchAnswer> consents) {
        List<AppRole> granted = new ArrayList<>();
        for (int place = 0; place < consents.size(); place++) {
            AppRole role = request.roles().get(place);
            if (grantFailure(consents.get(place), role).isEmpty()) {
                granted.add(role);
            }
        }
        return granted;
    }

    private RequestInformation grant(AccessRequest request, AppRole role) {
        ServicePrincipal principal = request.application()
                .servicePrincipal()
                .orElseThrow(() -> new IllegalArgumentException("Roles are granted to a service principal."));
        AppRoleAssignment body = new AppRoleAssignment();
        body.setPrincipalId(UUID.fromString(principal.objectId()));
        body.setResourceId(UUID.fromString(request.graph().objectId()));
        body.setAppRoleId(UUID.fromString(role.id()));
        return paths.servicePrincipal(request.graph().objectId())
                .appRoleAssignedTo()
                .toPostRequestInformation(body);
    }

    private RequestInformation secret(Application application, SecretRequest request, List<String> names) {
        names.add(request.freshName().get());
        return paths.application(application.objectId())
                .addPassword()
                .toPostRequestInformation(SecretIssuer.body(names.get(names.size() - 1), request));
    }

    private Optional<ProblemException> grantFailure(BatchAnswer answer, AppRole role) {
        if (!(answer instanceof BatchAnswer.Refused refused) || GraphErrors.isGrantedAlready(refused.refusal())) {
            return Optional.empty();
        }
        FailedAttempt refusal = refused.refusal();
        return Optional.of(
                GraphErrors.isRoleUnknown(refusal)
                        ? EntraProblem.PERMISSION_NOT_OFFERED
                                .failure(role.name(), "this tenant", "those that Microsoft Graph lists now")
                                .withReference(refusal.reference())
                        : errors.failure(refusal, EntraTask.GRANT));
    }

    private IssuedSecret issued(
            BatchAnswer answer,
            Application application,
            SecretRequest request,
            List<String> names,
            OperationContext operation)
            throws InterruptedException {
        FailedAttempt refusal;
        try {
            if (answer instanceof BatchAnswer.Done done) {
                return read(done.body());
            }
            refusal = ((BatchAnswer.Refused) answer).refusal();
        } catch (AttemptFailedException e) {
            refusal = e.refusal();
        }
        if (SecretIssuer.isLost(refusal)) {
            return secrets.afterLost(application, names.get(names.size() - 1), refusal, request, operation);
        }
        throw secrets.failure(refusal, request);
    }

    private static IssuedSecret read(JsonNode body) throws AttemptFailedException {
        return GraphMapping.issued(GraphMapping.model(body, PasswordCredential::createFromDiscriminatorValue));
    }
}
