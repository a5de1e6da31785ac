package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.apply.ServerApplier;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out a plan change by change, in its order; only neighbours that share a round trip go together: consents and
 * the new secret, the app registration's look and its service principal. Threat Manager is touched only when Entra is complete.
 */
final class OnboardApplier {

    private static final Duration BETWEEN_CONSENT_LOOKS = Duration.ofSeconds(10);

    private final OnboardRequest request;
    private final EntraDirectory entra;
    private final DirectorySnapshot snapshot;
    private final EntraApplier entraApplier;
    private final Optional<ServerApplier> serverApplier;
    private final ApplyState applied;
    private final ProcedureListener journal;
    private final OperationContext operation;
    private final List<Change> done = new ArrayList<>();

    OnboardApplier(
            OnboardRequest request,
            EntraDirectory entra,
            DirectorySnapshot snapshot,
            EntraApplier entraApplier,
            Optional<ServerApplier> serverApplier,
            ApplyState applied,
            ProcedureListener journal,
            OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.snapshot = snapshot;
        this.entraApplier = entraApplier;
        this.serverApplier = serverApplier;
        this.applied = applied;
        this.journal = journal;
        this.operation = operation;
    }

    List<Change> done() {
        return List.copyOf(done);
    }

    void apply(Plan plan) throws InterruptedException {
        List<Change> changes = plan.changes();
        boolean tested = false;
        int next = 0;
        while (next < changes.size()) {
            Change change = changes.get(next);
            if (change.place() == Resource.Place.THREAT_MANAGER) {
                requireConsent();
            }
            if (isSync(change) && !tested && serverApplier.orElseThrow().testsBeforeAdding()) {
                serverApplier.get().testConnection();
                tested = true;
            }
            if (change instanceof Change.RemoveForeignCredential
                    && serverApplier.isPresent()
                    && !tested
                    && isLast(changes, next)) {
                requireConsent();
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
        requireConsent();
        if (serverApplier.isPresent() && !tested) {
            serverApplier.get().testConnection();
        }
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

    /**
     * Where the bootstrap identity may not consent, a person can: says how, and waits for it as long as was asked for.
     *
     * @throws ProblemException if consent is still missing then
     */
    private void requireConsent() throws InterruptedException {
        if (applied.refused().isEmpty()) {
            return;
        }
        String link = entra.adminConsentLink(applied.application().appId());
        String names = applied.refused().keySet().stream().map(AppRole::name).collect(Collectors.joining(", "));
        operation.say("admin consent is missing for " + names);
        operation.say("a Privileged Role Administrator can grant it here: " + link);
        Duration waited = Duration.ZERO;
        while (waited.compareTo(request.consentWait()) < 0 && operation.hasTimeFor(BETWEEN_CONSENT_LOOKS)) {
            operation.pause(BETWEEN_CONSENT_LOOKS, "for an administrator to consent");
            waited = waited.plus(BETWEEN_CONSENT_LOOKS);
            if (consentGiven()) {
                operation.say("consent was given");
                return;
            }
        }
        ProblemException why = applied.refused().values().iterator().next();
        throw new ProblemException(
                        ProcedureProblem.CONSENT_MISSING,
                        "Admin consent is missing for " + names + ", and the bootstrap identity may not grant it: "
                                + why.cause(),
                        "Let a Privileged Role Administrator open " + link + " and accept, then run again.")
                .withReference(why.reference());
    }

    /** The link stays valid while its app registration is in trusted hands, and no longer. */
    private boolean consentGiven() throws InterruptedException {
        Optional<Application> seen = entra.observe(
                        request.app().uniqueName(), request.app().displayName(), operation)
                .managed();
        if (seen.isPresent()) {
            entraApplier.requireTrusted(seen.get());
            applied.application(seen.get());
        }
        return applied.refused().isEmpty();
    }
}
