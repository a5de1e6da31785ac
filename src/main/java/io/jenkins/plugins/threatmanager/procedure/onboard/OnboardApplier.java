package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.apply.ServerApplier;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out a plan change by change, in its order; only neighbours that share a round trip go together: consents and
 * the new secret, the app registration's look and its service principal. Threat Manager is touched only when Entra is complete.
 */
final class OnboardApplier {

    private final EntraApplier entraApplier;
    private final Optional<ServerApplier> serverApplier;
    private final ApplyState applied;
    private final ProcedureListener journal;
    private final OperationContext operation;
    private final List<Change> done = new ArrayList<>();
    private final List<Change> settled = new ArrayList<>();

    OnboardApplier(
            EntraApplier entraApplier,
            Optional<ServerApplier> serverApplier,
            ApplyState applied,
            ProcedureListener journal,
            OperationContext operation) {
        this.entraApplier = entraApplier;
        this.serverApplier = serverApplier;
        this.applied = applied;
        this.journal = journal;
        this.operation = operation;
    }

    List<Change> done() {
        return List.copyOf(done);
    }

    /** The changes that were come to: those done, and consents that only a person can give. */
    List<Change> settled() {
        return List.copyOf(settled);
    }

    /**
     * @return whether everything was done; otherwise a person has to consent before the rest, and
     *     {@link ApplyState#refused} says to what
     */
    boolean apply(Plan plan) throws InterruptedException {
        List<Change> changes = plan.changes();
        boolean tested = false;
        int next = 0;
        while (next < changes.size()) {
            Change change = changes.get(next);
            if (change.place() == Resource.Place.THREAT_MANAGER && lacksConsent()) {
                return false;
            }
            if (isSync(change) && !tested && serverApplier.orElseThrow().testsBeforeAdding()) {
                serverApplier.get().testConnection();
                tested = true;
            }
            if (change instanceof Change.RemoveForeignCredential
                    && serverApplier.isPresent()
                    && !tested
                    && isLast(changes, next)) {
                if (lacksConsent()) {
                    return false;
                }
                serverApplier.get().testConnection();
                tested = true;
            }
            List<Change> together = together(changes, next);
            apply(together);
            for (Change made : together) {
                report(made);
            }
            next += together.size();
        }
        if (lacksConsent()) {
            return false;
        }
        if (serverApplier.isPresent() && !tested) {
            serverApplier.get().testConnection();
        }
        return true;
    }

    private boolean lacksConsent() {
        return !applied.refused().isEmpty();
    }

    /** What a server may use until now goes when it has been proven that the server uses another. */
    private static boolean isLast(List<Change> changes, int from) {
        return changes.subList(from, changes.size()).stream()
                .allMatch(Change.RemoveForeignCredential.class::isInstance);
    }

    private void apply(List<Change> together) throws InterruptedException {
        Change first = together.get(0);
        if (goesTogether(first)) {
            List<AppRole> roles = together.stream()
                    .filter(Change.GrantPermission.class::isInstance)
                    .map(change -> ((Change.GrantPermission) change).role())
                    .toList();
            Optional<Change.AddSecret> secret = together.stream()
                    .filter(Change.AddSecret.class::isInstance)
                    .map(Change.AddSecret.class::cast)
                    .findFirst();
            entraApplier.give(roles, secret);
        } else if (together.size() > 1) {
            entraApplier.establish(spec(first));
        } else if (first.place() == Resource.Place.THREAT_MANAGER) {
            serverApplier.orElseThrow().apply(first);
        } else {
            entraApplier.apply(first);
        }
    }

    private void report(Change change) {
        settled.add(change);
        if (change instanceof Change.GrantPermission grant && applied.refused().containsKey(grant.role())) {
            operation.say("not done: " + change.what() + ": "
                    + applied.refused().get(grant.role()).getMessage());
            return;
        }
        done.add(change);
        journal.done(change);
        operation.say("done: " + change.place().title() + ": " + change.what());
    }

    private static List<Change> together(List<Change> changes, int from) {
        int to = from + 1;
        if (spec(changes.get(from)).isPresent()
                && to < changes.size()
                && changes.get(to) instanceof Change.CreateServicePrincipal) {
            return changes.subList(from, to + 1);
        }
        while (goesTogether(changes.get(from)) && to < changes.size() && goesTogether(changes.get(to))) {
            to++;
        }
        return changes.subList(from, to);
    }

    private static boolean goesTogether(Change change) {
        return change instanceof Change.GrantPermission || change instanceof Change.AddSecret;
    }

    /** How an application that is there is to look; empty for any other change. */
    private static Optional<ApplicationSpec> spec(Change change) {
        if (change instanceof Change.UpdateApplication update) {
            return Optional.of(update.spec());
        }
        return change instanceof Change.AdoptApplication adopt ? Optional.of(adopt.spec()) : Optional.empty();
    }

    private static boolean isSync(Change change) {
        return change instanceof Change.CreateSync
                || change instanceof Change.UpdateSync
                || change instanceof Change.DeleteSync;
    }
}
