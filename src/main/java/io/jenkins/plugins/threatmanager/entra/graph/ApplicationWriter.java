package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.kiota.serialization.UntypedArray;
import com.microsoft.kiota.serialization.UntypedNode;
import com.microsoft.kiota.serialization.UntypedString;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Creates, changes, deletes and restores app registrations. All of it can be repeated without harm. */
final class ApplicationWriter {

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final DirectoryObserver observer;
    private final RetryPolicy general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final RetryPolicy justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);
    private final RetryPolicy justDeleted = EntraRetry.table(EntraRetry.When.JUST_DELETED);

    ApplicationWriter(GraphConnection connection, GraphPaths paths, GraphErrors errors, DirectoryObserver observer) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
        this.observer = observer;
    }

    /**
     * Source: Microsoft Graph, "Upsert application": 201 with the new object, 204 without body for an existing one. What
     * is sent would overwrite an existing one's, so it is nothing by which two controllers differ: neither markers nor
     * permissions, nor notes.
     */
    Optional<Application> create(ApplicationSpec spec, OperationContext operation) throws InterruptedException {
        try {
            com.microsoft.graph.models.Application created = connection.send(
                    general,
                    true,
                    operation,
                    () -> paths.applicationNamed(spec.uniqueName())
                            .patch(first(spec), config -> config.headers.add("Prefer", "create-if-missing")));
            return created == null ? Optional.empty() : Optional.of(GraphMapping.application(created));
        } catch (AttemptFailedException e) {
            if (e.refusal().code().equals(EntraRetry.INCOMPLETE) || isThere(spec, e.refusal(), operation)) {
                return Optional.empty();
            }
            if (e.refusal().status() == 404 && namesAnOwner(e.refusal().message(), spec)) {
                throw EntraProblem.OWNER_UNKNOWN
                        .failure()
                        .withReference(e.refusal().reference());
            }
            throw errors.failure(e.refusal(), EntraTask.WRITE_APPLICATION);
        }
    }

    /** Something else may be missing for a moment, too. */
    private static boolean namesAnOwner(String message, ApplicationSpec spec) {
        String text = message.toLowerCase(Locale.ROOT);
        return spec.details().owners().stream().anyMatch(owner -> text.contains(owner.toLowerCase(Locale.ROOT)));
    }

    /** By its identifier: an application that was deleted meanwhile must not come back with markers. */
    Application update(Application existing, ApplicationSpec spec, OperationContext operation)
            throws InterruptedException {
        try {
            connection.send(
                    justCreated,
                    true,
                    operation,
                    () -> paths.application(existing.objectId()).patch(body(existing, spec)));
            return as(existing, spec);
        } catch (AttemptFailedException e) {
            if (GraphErrors.isNameHeld(e.refusal())) {
                throw nameHeld(spec, e.refusal(), observer.deleted(spec.uniqueName(), operation));
            }
            throw errors.failure(e.refusal(), EntraTask.WRITE_APPLICATION);
        }
    }

    Application restore(Application deleted, OperationContext operation) throws InterruptedException {
        try {
            DirectoryObject restored = connection.send(
                    general,
                    true,
                    operation,
                    () -> paths.recycleBin()
                            .byDirectoryObjectId(deleted.objectId())
                            .restore()
                            .post());
            if (restored instanceof com.microsoft.graph.models.Application application
                    && application.getId() != null
                    && application.getAppId() != null) {
                return GraphMapping.application(application);
            }
        } catch (AttemptFailedException e) {
            // Not in the bin: an earlier attempt whose answer was lost has taken it out, or it is gone for good.
            if (e.refusal().status() != 404 && !e.refusal().code().equals(EntraRetry.INCOMPLETE)) {
                throw errors.failure(e.refusal(), EntraTask.RESTORE_APPLICATION);
            }
        }
        return read(() -> paths.application(deleted.objectId()).get(), EntraTask.RESTORE_APPLICATION, operation);
    }

    void delete(Application application, OperationContext operation) throws InterruptedException {
        remove(general, EntraTask.DELETE_APPLICATION, operation, () -> {
            paths.application(application.objectId()).delete();
            return null;
        });
    }

    void purge(Application deleted, OperationContext operation) throws InterruptedException {
        remove(justDeleted, EntraTask.PURGE_APPLICATION, operation, () -> {
            paths.recycleBin().byDirectoryObjectId(deleted.objectId()).delete();
            return null;
        });
    }

    private void remove(RetryPolicy table, EntraTask task, OperationContext operation, Callable<Void> request)
            throws InterruptedException {
        try {
            connection.send(table, true, operation, request);
        } catch (AttemptFailedException e) {
            if (e.refusal().status() != 404) {
                throw errors.failure(e.refusal(), task);
            }
        }
    }

    /**
     * Whether a refused creation was refused because the application is there: made by another identity that alone may
     * change it, or, if a lost answer came before, by the first attempt.
     *
     * @throws ProblemException if a deleted application holds the name, or one that cannot be seen
     */
    private boolean isThere(ApplicationSpec spec, FailedAttempt refusal, OperationContext operation)
            throws InterruptedException {
        boolean held = GraphErrors.isNameHeld(refusal);
        if (!held && refusal.status() != 403) {
            return false;
        }
        Optional<Application> deleted = held ? observer.deleted(spec.uniqueName(), operation) : Optional.empty();
        if (deleted.isPresent()) {
            throw nameHeld(spec, refusal, deleted);
        }
        try {
            connection.send(
                    general,
                    true,
                    operation,
                    () -> GraphMapping.application(
                            paths.applicationNamed(spec.uniqueName()).get()));
            return true;
        } catch (AttemptFailedException e) {
            if (held && e.refusal().status() == 404) {
                throw nameHeld(spec, refusal, deleted);
            }
            if (held) {
                throw errors.failure(e.refusal(), EntraTask.READ_APPLICATIONS);
            }
            return false;
        }
    }

    private static ProblemException nameHeld(
            ApplicationSpec spec, FailedAttempt refusal, Optional<Application> deleted) {
        String holder = deleted.map(app -> "object ID " + app.objectId())
                .orElse("which the bootstrap identity cannot see; it may also be one that is only just created");
        return EntraProblem.NAME_HELD_BY_DELETED_APP
                .failure(spec.uniqueName(), holder)
                .withReference(refusal.reference());
    }

    private Application read(
            Callable<com.microsoft.graph.models.Application> request, EntraTask task, OperationContext operation)
            throws InterruptedException {
        try {
            return connection.send(justCreated, true, operation, () -> GraphMapping.application(request.call()));
        } catch (AttemptFailedException e) {
            throw errors.failure(e.refusal(), task);
        }
    }

    /** What a tenant may require at once, and what nobody may add later, are the same for all controllers of a tenant. */
    private com.microsoft.graph.models.Application first(ApplicationSpec spec) {
        com.microsoft.graph.models.Application body = new com.microsoft.graph.models.Application();
        body.setDisplayName(spec.displayName());
        body.setSignInAudience(Application.SINGLE_TENANT);
        if (!spec.details().serviceManagementReference().isEmpty()) {
            body.setServiceManagementReference(spec.details().serviceManagementReference());
        }
        if (!spec.details().owners().isEmpty()) {
            body.getAdditionalData()
                    .put(
                            "owners@odata.bind",
                            new UntypedArray(spec.details().owners().stream()
                                    .map(paths::directoryObject)
                                    .<UntypedNode>map(UntypedString::new)
                                    .toList()));
        }
        return body;
    }

    /** New for each call, see {@link RetryPolicy}. Has what a policy may forbid, or may be set once, only if needed. */
    static com.microsoft.graph.models.Application body(Application existing, ApplicationSpec spec) {
        com.microsoft.graph.models.Application body = new com.microsoft.graph.models.Application();
        body.setDisplayName(spec.displayName());
        body.setTags(new ArrayList<>(spec.tags()));
        body.setRequiredResourceAccess(GraphMapping.requiredResourceAccess(spec.access()));
        if (!isSingleTenant(existing)) {
            body.setSignInAudience(Application.SINGLE_TENANT);
        }
        if (!existing.instanceLock()) {
            body.setServicePrincipalLockConfiguration(GraphMapping.lock());
        }
        if (!spec.details().notes().isEmpty()) {
            body.setNotes(spec.details().notes());
        }
        if (!spec.details().serviceManagementReference().isEmpty()) {
            body.setServiceManagementReference(spec.details().serviceManagementReference());
        }
        if (existing.uniqueName().isEmpty()) {
            body.setUniqueName(spec.uniqueName());
        }
        return body;
    }

    private static boolean isSingleTenant(Application existing) {
        return existing.signInAudience().equals(Application.SINGLE_TENANT);
    }

    private static String or(String wanted, String otherwise) {
        return wanted.isEmpty() ? otherwise : wanted;
    }

    /** An application once it looks like the spec. */
    static Application as(Application existing, ApplicationSpec spec) {
        return existing.newBuilder()
                .displayName(spec.displayName())
                .uniqueName(spec.uniqueName())
                .tags(List.copyOf(spec.tags()))
                .signInAudience(Application.SINGLE_TENANT)
                .access(spec.access())
                .instanceLock(true)
                .notes(or(spec.details().notes(), existing.notes()))
                .serviceManagementReference(
                        or(spec.details().serviceManagementReference(), existing.serviceManagementReference()))
                .deletedAt(Optional.empty())
                .build();
    }
}
