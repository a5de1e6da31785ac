package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the bootstrap identity's token allows what a plan needs, as far as it shows. All that is missing is said at
 * once, before anything is changed.
 */
public final class PermissionCheck {

    private static final Map<Class<? extends Change>, EntraTask> TASKS = Map.ofEntries(
            Map.entry(Change.CreateApplication.class, EntraTask.WRITE_APPLICATION),
            Map.entry(Change.UpdateApplication.class, EntraTask.WRITE_APPLICATION),
            Map.entry(Change.AdoptApplication.class, EntraTask.WRITE_APPLICATION),
            Map.entry(Change.RestoreApplication.class, EntraTask.RESTORE_APPLICATION),
            Map.entry(Change.CreateServicePrincipal.class, EntraTask.CREATE_PRINCIPAL),
            Map.entry(Change.GrantPermission.class, EntraTask.GRANT),
            Map.entry(Change.RevokePermission.class, EntraTask.REVOKE),
            Map.entry(Change.AddSecret.class, EntraTask.ADD_SECRET),
            Map.entry(Change.RemoveSecret.class, EntraTask.REMOVE_SECRET),
            Map.entry(Change.DeleteApplication.class, EntraTask.DELETE_APPLICATION),
            Map.entry(Change.PurgeApplication.class, EntraTask.PURGE_APPLICATION));

    private PermissionCheck() {}

    /** How to treat actions that the bootstrap identity's token does not allow. */
    public enum Consents {
        /** The run waits for a person, or says how to grant consents once the rest is done. */
        BY_A_PERSON,
        /** Without its consents the plan cannot be carried out to its end. */
        NEEDED,
        /**
         * A run: a person gives consents, and a token does not keep existing objects from being maintained: that does
         * not name a directory role that is limited to one app registration, or that the tenant has defined itself.
         */
        TRIED
    }

    /**
     * The plan, with what is missing for it.
     *
     * @param dispensable what does not stop it, since other changes do the same
     */
    public static Plan check(Plan plan, BootstrapPrivileges held, Consents consents, Set<EntraTask> dispensable) {
        return check(plan, plan.changes(), held, consents, dispensable);
    }

    /** @param changes those that there would be if nothing else stood in the way */
    public static Plan check(
            Plan plan, List<Change> changes, BootstrapPrivileges held, Consents consents, Set<EntraTask> dispensable) {
        List<EntraTask> needed = new ArrayList<>();
        for (Change change : changes) {
            Optional.ofNullable(TASKS.get(change.getClass()))
                    .filter(task -> !dispensable.contains(task))
                    .ifPresent(needed::add);
        }
        List<EntraTask> consent =
                needed.stream().filter(EntraTask.GRANT::equals).toList();
        needed.removeAll(consent);
        boolean creates = changes.stream().anyMatch(Change.CreateApplication.class::isInstance);
        if (held.missing(needed).isPresent() && consents == Consents.TRIED && !creates) {
            return plan.with(held.missing(needed).get().cause()
                    + " Microsoft Graph decides: a limited or custom directory role is not in the token.");
        }
        if (held.missing(needed).isPresent()) {
            if (consents == Consents.NEEDED) {
                needed.addAll(consent);
            }
            return plan.stoppedBy(held.missing(needed).orElseThrow());
        }
        Optional<ProblemException> missing = held.missing(consent);
        if (missing.isEmpty()) {
            return plan;
        }
        return consents == Consents.NEEDED
                ? plan.notToTheEnd(missing.get())
                : plan.with(missing.get().cause() + " A person has to consent.");
    }

    /** Reads the tenant. If not even that is allowed, all else of the request's tasks that is not is reported, too. */
    public static DirectorySnapshot observe(EntraDirectory entra, ProcedureRequest request, OperationContext operation)
            throws InterruptedException {
        try {
            return entra.observe(request.app().uniqueName(), request.app().displayName(), operation);
        } catch (ProblemException failure) {
            if (failure.problem() != EntraProblem.MISSING_PERMISSION) {
                throw failure;
            }
            throw entra.privileges(operation)
                    .missingAfterRefusal(request.tasks())
                    .orElse(failure)
                    .withReference(failure.reference());
        }
    }
}
