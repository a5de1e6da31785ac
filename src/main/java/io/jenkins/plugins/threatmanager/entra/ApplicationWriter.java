package io.jenkins.plugins.threatmanager.entra;

import com.microsoft.graph.models.DirectoryObject;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.Refusal;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
import io.jenkins.plugins.threatmanager.remote.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Creates, changes, deletes and restores app registrations. All of it can be repeated without harm. */
final class ApplicationWriter {

    private final GraphConnection connection;
    private final GraphPaths paths;
    private final GraphErrors errors;
    private final DirectoryObserver observer;
    private final Retries general = EntraRetry.table(EntraRetry.When.GENERAL);
    private final Retries justCreated = EntraRetry.table(EntraRetry.When.JUST_CREATED);
    private final Retries justDeleted = EntraRetry.table(EntraRetry.When.JUST_DELETED);

    ApplicationWriter(GraphConnection connection, GraphPaths paths, GraphErrors errors, DirectoryObserver observer) {
        this.connection = connection;
        this.paths = paths;
        this.errors = errors;
        this.observer = observer;
    }

    /** Source: Microsoft Graph, "Upsert application": 201 with the new object, 204 without body for an existing one. */
    Application upsert(ApplicationSpec spec, Application existing, Operation operation) throws InterruptedException {
        try {
            com.microsoft.graph.models.Application created = connection.send(
                    general,
                    true,
                    operation,
                    () -> paths.applicationNamed(spec.uniqueName())
                            .patch(
                                    body(spec, existing == null || !isSingleTenant(existing)),
                                    config -> config.headers.add("Prefer", "create-if-missing")));
            if (created != null) {
                return GraphMapping.application(created);
            }
            return existing == null ? byUniqueName(spec, operation) : as(existing, spec);
        } catch (RefusedException e) {
            if (GraphErrors.isNameHeld(e.refusal())) {
                return changeHolder(spec, e.refusal(), operation);
            }
            throw errors.failure(e.refusal(), EntraTask.WRITE_APPLICATION);
        }
    }

    Application adopt(Application found, ApplicationSpec spec, Operation operation) throws InterruptedException {
        try {
            connection.send(general, true, operation, () -> {
                com.microsoft.graph.models.Application body = body(spec, !isSingleTenant(found));
                body.setUniqueName(spec.uniqueName());
                return paths.application(found.objectId()).patch(body);
            });
            return as(found, spec);
        } catch (RefusedException e) {
            if (GraphErrors.isNameHeld(e.refusal())) {
                throw nameHeld(spec, e.refusal(), observer.deleted(spec.uniqueName(), operation));
            }
            throw errors.failure(e.refusal(), EntraTask.WRITE_APPLICATION);
        }
    }

    Application restore(Application deleted, Operation operation) throws InterruptedException {
        try {
            DirectoryObject restored = connection.send(
                    general,
                    true,
                    operation,
                    () -> paths.recycleBin()
                            .byDirectoryObjectId(deleted.objectId())
                            .restore()
                            .post());
            if (restored instanceof com.microsoft.graph.models.Application application) {
                return GraphMapping.application(application);
            }
        } catch (RefusedException e) {
            // Not in the bin: an earlier attempt whose answer was lost has taken it out, or it is gone for good.
            if (e.refusal().status() != 404) {
                throw errors.failure(e.refusal(), EntraTask.RESTORE_APPLICATION);
            }
        }
        return read(() -> paths.application(deleted.objectId()).get(), EntraTask.RESTORE_APPLICATION, operation);
    }

    void delete(Application application, Operation operation) throws InterruptedException {
        remove(general, EntraTask.DELETE_APPLICATION, operation, () -> {
            paths.application(application.objectId()).delete();
            return null;
        });
    }

    void purge(Application deleted, Operation operation) throws InterruptedException {
        remove(justDeleted, EntraTask.PURGE_APPLICATION, operation, () -> {
            paths.recycleBin().byDirectoryObjectId(deleted.objectId()).delete();
            return null;
        });
    }

    private void remove(Retries table, EntraTask task, Operation operation, Callable<Void> request)
            throws InterruptedException {
        try {
            connection.send(table, true, operation, request);
        } catch (RefusedException e) {
            if (e.refusal().status() != 404) {
                throw errors.failure(e.refusal(), task);
            }
        }
    }

    /**
     * Somebody has the unique name although the upsert did not find it: usually a deleted application, but after a lost
     * answer also the one that the first attempt has created.
     */
    private Application changeHolder(ApplicationSpec spec, Refusal refusal, Operation operation)
            throws InterruptedException {
        Optional<Application> deleted = observer.deleted(spec.uniqueName(), operation);
        if (deleted.isPresent()) {
            throw nameHeld(spec, refusal, deleted);
        }
        try {
            Application holder = GraphMapping.application(connection.send(
                    general,
                    true,
                    operation,
                    () -> paths.applicationNamed(spec.uniqueName()).get()));
            connection.send(
                    justCreated,
                    true,
                    operation,
                    () -> paths.application(holder.objectId()).patch(body(spec, !isSingleTenant(holder))));
            return as(holder, spec);
        } catch (RefusedException e) {
            if (e.refusal().status() == 404) {
                throw nameHeld(spec, refusal, deleted);
            }
            throw errors.failure(e.refusal(), EntraTask.WRITE_APPLICATION);
        }
    }

    private static Failure nameHeld(ApplicationSpec spec, Refusal refusal, Optional<Application> deleted) {
        String holder = deleted.map(app -> "object ID " + app.objectId())
                .orElse("which the bootstrap identity cannot see; it may also be one that is only just created");
        return EntraProblem.NAME_HELD_BY_DELETED_APP
                .failure(spec.uniqueName(), holder)
                .withReference(refusal.reference());
    }

    private Application byUniqueName(ApplicationSpec spec, Operation operation) throws InterruptedException {
        return read(() -> paths.applicationNamed(spec.uniqueName()).get(), EntraTask.READ_APPLICATIONS, operation);
    }

    private Application read(
            Callable<com.microsoft.graph.models.Application> request, EntraTask task, Operation operation)
            throws InterruptedException {
        try {
            return GraphMapping.application(connection.send(justCreated, true, operation, request));
        } catch (RefusedException e) {
            throw errors.failure(e.refusal(), task);
        }
    }

    /**
     * Made anew at each call, see {@link Retries}.
     *
     * @param withAudience whether the audience is to be set: a policy may forbid that, so only where it is needed
     */
    private static com.microsoft.graph.models.Application body(ApplicationSpec spec, boolean withAudience) {
        com.microsoft.graph.models.Application body = new com.microsoft.graph.models.Application();
        body.setDisplayName(spec.displayName());
        body.setTags(new ArrayList<>(spec.tags()));
        body.setRequiredResourceAccess(GraphMapping.requiredResourceAccess(spec.access()));
        if (withAudience) {
            body.setSignInAudience(Application.SINGLE_TENANT);
        }
        return body;
    }

    private static boolean isSingleTenant(Application existing) {
        return existing.signInAudience().equals(Application.SINGLE_TENANT);
    }

    private static Application as(Application existing, ApplicationSpec spec) {
        return new Application(
                existing.objectId(),
                existing.appId(),
                spec.displayName(),
                spec.uniqueName(),
                List.copyOf(spec.tags()),
                Application.SINGLE_TENANT,
                existing.disabled(),
                spec.access(),
                existing.secrets(),
                existing.servicePrincipal(),
                existing.certificates(),
                Optional.empty());
    }
}
