package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.AppRoleAssignment;
import com.microsoft.graph.models.AppRoleAssignmentCollectionResponse;
import com.microsoft.graph.models.ApplicationCollectionResponse;
import com.microsoft.kiota.RequestInformation;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import io.jenkins.plugins.threatmanager.entra.policy.PolicyDocument;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads a tenant in two batches: applications, recycle bin and Graph's roles; then the service principals of the
 * applications that were found, and who has the managed one in hand. What the bootstrap identity may not read is reported as empty where rotation can do
 * without it, see {@link BootstrapPrivileges#mayReadGrants}: with Application.ReadWrite.OwnedBy alone that may be all but
 * its own applications.
 */
final class DirectoryObserver {

    private static final String[] PRINCIPAL = {
        "id", "appId", "accountEnabled", "tags", "passwordCredentials", "keyCredentials"
    };

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final BatchSender batches;
    private final GraphPages pages;
    private final GraphErrors errors;
    private final CustodyReader custody;
    private final RetryPolicy general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final RetryPolicy justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);

    DirectoryObserver(
            GraphConnection connection,
            BootstrapIdentity identity,
            GraphPaths paths,
            BatchSender batches,
            GraphPages pages,
            GraphErrors errors) {
        this.connection = connection;
        this.paths = paths;
        this.batches = batches;
        this.pages = pages;
        this.errors = errors;
        this.custody = new CustodyReader(identity, paths, pages, errors);
    }

    DirectorySnapshot observe(String uniqueName, String displayName, OperationContext operation)
            throws InterruptedException {
        AccessTokenClaims claims = connection.claims(operation);
        List<BatchItem> items = new ArrayList<>(List.of(
                read(() -> paths.applicationNamed(uniqueName).toGetRequestInformation(), GraphMapping::application),
                read(() -> withDisplayName(displayName), DirectoryObserver::applications),
                read(paths::deletedApplications, DirectoryObserver::applications),
                read(this::graphItself, GraphMapping::graphResource),
                policy(paths::defaultPolicy)));
        int others = items.size();
        items.addAll(custody.itemsOfOwn(claims, general));
        List<BatchAnswer> answers = batches.send(items, operation);
        Optional<Application> managed = managed(answers.get(0));
        BootstrapPrivileges privileges = claims.privileges();
        boolean little = !privileges.mayReadGrants();
        List<Application> sameName =
                little && answers.get(1).isForbidden() ? List.of() : sameName(answers.get(1), managed, operation);
        Optional<Application> deleted = deleted(answers.get(2), uniqueName, managed.isPresent(), operation);
        GraphResource graph = graph(answers.get(3));

        List<Application> apps = new ArrayList<>(sameName);
        managed.ifPresent(app -> apps.add(0, app));
        List<BatchAnswer> more = batches.send(items(apps), operation);
        List<Application> complete = withPrincipals(apps, more, graph, little, operation);
        return new DirectorySnapshot(
                custody.signIn(claims, answers.subList(others, answers.size()), operation),
                graph,
                managed.map(app -> complete.get(0)),
                managed.isPresent() ? complete.subList(1, complete.size()) : complete,
                deleted,
                policies(body(answers.get(4)), managed.or(() -> deleted), more));
    }

    /** Of one in the recycle bin, nobody can tell what is assigned to it. */
    private static AppPolicies policies(
            Optional<JsonNode> byDefault, Optional<Application> wanted, List<BatchAnswer> more) {
        boolean restored = wanted.flatMap(Application::deletedAt).isPresent();
        return more.isEmpty() && !restored
                ? PolicyDocument.ofNone(byDefault)
                : PolicyDocument.read(byDefault, restored ? Optional.empty() : body(more.get(more.size() - 1)));
    }

    DirectorySnapshot.SignIn signIn(OperationContext operation) throws InterruptedException {
        AccessTokenClaims claims = connection.claims(operation);
        List<BatchItem> items = new ArrayList<>(custody.itemsOfOwn(claims, general));
        int own = items.size();
        items.add(policy(paths::defaultPolicy));
        if (own > 0) {
            items.add(policy(() -> paths.policiesOfOwn(claims.appId())));
        }
        List<BatchAnswer> answers = batches.send(items, operation);
        custody.requireAnswered(answers.subList(0, own));
        return custody.signIn(claims, answers.subList(0, own), operation)
                .with(PolicyDocument.read(
                        body(answers.get(own)), own == 0 ? Optional.empty() : body(answers.get(own + 1))));
    }

    /** The application with that unique name in the recycle bin; empty also if the bin may not be read. */
    Optional<Application> deleted(String uniqueName, OperationContext operation) throws InterruptedException {
        return deleted(
                batches.send(List.of(read(paths::deletedApplications, DirectoryObserver::applications)), operation)
                        .get(0),
                uniqueName,
                false,
                operation);
    }

    private BatchItem read(Supplier<RequestInformation> request, BatchItem.Reading reading) {
        return new BatchItem(request, general, true, reading);
    }

    /** Asked for once, whatever the answer: an operation can do without. */
    private static BatchItem policy(Supplier<RequestInformation> request) {
        return new BatchItem(request, new RetryPolicy(List.of()), true, BatchItem.Reading.NONE);
    }

    private static Optional<JsonNode> body(BatchAnswer answer) {
        return answer instanceof BatchAnswer.Done done ? Optional.of(done.body()) : Optional.empty();
    }

    private static ApplicationCollectionResponse applications(JsonNode body) throws AttemptFailedException {
        ApplicationCollectionResponse page =
                GraphMapping.model(body, ApplicationCollectionResponse::createFromDiscriminatorValue);
        GraphMapping.page(page.getValue());
        return page;
    }

    private static AppRoleAssignmentCollectionResponse grants(JsonNode body) throws AttemptFailedException {
        AppRoleAssignmentCollectionResponse page =
                GraphMapping.model(body, AppRoleAssignmentCollectionResponse::createFromDiscriminatorValue);
        GraphMapping.page(page.getValue());
        return page;
    }

    private RequestInformation withDisplayName(String displayName) {
        String filter = "displayName eq '" + displayName.replace("'", "''") + "'";
        return paths.applications().toGetRequestInformation(config -> config.queryParameters.filter = filter);
    }

    private RequestInformation graphItself() {
        return paths.servicePrincipalOf(RequestedAccess.MICROSOFT_GRAPH)
                .toGetRequestInformation(config ->
                        config.queryParameters.select = new String[] {"id", "appId", "displayName", "appRoles"});
    }

    private Optional<Application> managed(BatchAnswer answer) {
        if (answer.isMissing()) {
            return Optional.empty();
        }
        return Optional.of(errors.read(answer, GraphMapping::application, EntraTask.READ_APPLICATIONS));
    }

    private List<Application> sameName(BatchAnswer answer, Optional<Application> managed, OperationContext operation)
            throws InterruptedException {
        return errors
                .mapped(
                        applications(answer, EntraTask.READ_APPLICATIONS, some -> false, operation),
                        GraphMapping::application,
                        EntraTask.READ_APPLICATIONS)
                .stream()
                .filter(app -> managed.map(Application::objectId)
                        .filter(app.objectId()::equals)
                        .isEmpty())
                .toList();
    }

    private Optional<Application> deleted(
            BatchAnswer answer, String uniqueName, boolean firstPageOnly, OperationContext operation)
            throws InterruptedException {
        if (answer.isForbidden()) {
            return Optional.empty();
        }
        EntraTask task = EntraTask.READ_RECYCLE_BIN;
        Predicate<com.microsoft.graph.models.Application> holds = app -> uniqueName.equals(app.getUniqueName());
        List<com.microsoft.graph.models.Application> all = applications(
                answer, task, some -> firstPageOnly || some.stream().anyMatch(holds), operation);
        return errors.mapped(all.stream().filter(holds).limit(1).toList(), GraphMapping::application, task).stream()
                .findFirst();
    }

    private List<com.microsoft.graph.models.Application> applications(
            BatchAnswer answer,
            EntraTask task,
            Predicate<List<com.microsoft.graph.models.Application>> enough,
            OperationContext operation)
            throws InterruptedException {
        return pages.all(
                errors.read(answer, DirectoryObserver::applications, task),
                ApplicationCollectionResponse::createFromDiscriminatorValue,
                ApplicationCollectionResponse::getValue,
                enough,
                task,
                operation);
    }

    private GraphResource graph(BatchAnswer answer) {
        if (answer.isForbidden()) {
            return new GraphResource("", Map.of());
        }
        return errors.read(answer, GraphMapping::graphResource, EntraTask.READ_PRINCIPALS);
    }

    /** Who has an application in hand, and which policies it has, matters of one alone: the first, which may be touched. */
    private List<BatchItem> items(List<Application> apps) {
        List<BatchItem> items = new ArrayList<>();
        apps.forEach(app -> items.addAll(principalOf(app, general)));
        apps.stream().findFirst().ifPresent(first -> {
            items.addAll(custody.items(first, general));
            items.add(policy(() -> paths.policiesOf(first.objectId())));
        });
        return items;
    }

    private List<Application> withPrincipals(
            List<Application> apps,
            List<BatchAnswer> answers,
            GraphResource graph,
            boolean little,
            OperationContext operation)
            throws InterruptedException {
        List<Application> complete = new ArrayList<>();
        for (int place = 0; place < apps.size(); place++) {
            BatchAnswer principal = answers.get(2 * place);
            BatchAnswer grants = answers.get(2 * place + 1);
            complete.add(
                    principal.isMissing() || little && principal.isForbidden()
                            ? apps.get(place)
                            : apps.get(place).with(principal(principal, grants, graph, operation)));
        }
        if (!complete.isEmpty()) {
            complete.set(
                    0, custody.read(complete.get(0), answers.subList(2 * apps.size(), answers.size() - 1), operation));
        }
        return complete;
    }

    private List<BatchItem> principalOf(Application app, RetryPolicy retries) {
        return List.of(
                new BatchItem(
                        () -> paths.servicePrincipalOf(app.appId())
                                .toGetRequestInformation(config -> config.queryParameters.select = PRINCIPAL),
                        retries,
                        true,
                        GraphMapping::servicePrincipal),
                new BatchItem(() -> paths.grantsOf(app.appId()), retries, true, DirectoryObserver::grants));
    }

    /** One that is known, again: what was there must be there still, even if it was created only just now. */
    Application read(Application known, GraphResource graph, OperationContext operation) throws InterruptedException {
        boolean principal = known.servicePrincipal().isPresent();
        List<BatchItem> items = new ArrayList<>();
        items.add(new BatchItem(
                () -> paths.application(known.objectId()).toGetRequestInformation(),
                justCreated,
                true,
                GraphMapping::application));
        items.addAll(custody.items(known, principal ? justCreated : general));
        if (principal) {
            items.addAll(principalOf(known, justCreated));
        }
        List<BatchAnswer> answers = batches.send(items, operation);
        Application now = errors.read(answers.get(0), GraphMapping::application, EntraTask.READ_APPLICATIONS);
        int after = 1 + CustodyReader.ITEMS;
        if (principal) {
            now = now.with(principal(answers.get(after), answers.get(after + 1), graph, operation));
        }
        return custody.read(now, answers.subList(1, after), operation);
    }

    private ServicePrincipal principal(
            BatchAnswer principal, BatchAnswer grants, GraphResource graph, OperationContext operation)
            throws InterruptedException {
        List<Grant> held = grants.isForbidden() || grants.isMissing() ? List.of() : grants(grants, operation);
        ServicePrincipal seen = errors.read(principal, GraphMapping::servicePrincipal, EntraTask.READ_PRINCIPALS);
        return new ServicePrincipal(
                seen.objectId(),
                seen.enabled(),
                held.stream()
                        .filter(grant -> grant.resourceId().equals(graph.objectId()))
                        .toList(),
                held.stream()
                        .filter(grant -> !graph.objectId().isEmpty()
                                && !grant.resourceId().equals(graph.objectId()))
                        .toList(),
                seen.tags(),
                seen.keys());
    }

    private List<Grant> grants(BatchAnswer answer, OperationContext operation) throws InterruptedException {
        List<AppRoleAssignment> all = pages.all(
                errors.read(answer, DirectoryObserver::grants, EntraTask.READ_GRANTS),
                AppRoleAssignmentCollectionResponse::createFromDiscriminatorValue,
                AppRoleAssignmentCollectionResponse::getValue,
                some -> false,
                EntraTask.READ_GRANTS,
                operation);
        return errors.mapped(all, GraphMapping::grant, EntraTask.READ_GRANTS);
    }
}
