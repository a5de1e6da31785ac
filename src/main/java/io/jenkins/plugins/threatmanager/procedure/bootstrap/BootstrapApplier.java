package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.SecretRequest;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out the plan of a bootstrap rotation. A new secret is proven, then stored, before anything uses it; before one
 * is removed that may have been in use, the kept one has been proven in this run.
 */
final class BootstrapApplier {

    /** Who aborts does not wait longer than this for the one request that it takes. */
    private static final Duration TO_TAKE_BACK = Duration.ofSeconds(20);

    private static final GraphResource NO_ROLES = new GraphResource("", Map.of());

    private final BootstrapRequest request;
    private final BootstrapState state;
    private final BootstrapObservation observed;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final Application app;
    private final ProcedureListener journal;
    private final OperationContext operation;

    private final List<Change> done = new ArrayList<>();
    private Optional<StoredSecret> stored;
    private Optional<IssuedSecret> issued = Optional.empty();
    private boolean proven;

    BootstrapApplier(
            BootstrapRequest request,
            BootstrapObservation observed,
            BootstrapState state,
            EntraDirectory entra,
            SecretVault vault,
            ProcedureListener journal,
            OperationContext operation) {
        this.request = request;
        this.state = state;
        this.observed = observed;
        this.entra = entra;
        this.vault = vault;
        this.app = observed.app().orElseThrow();
        this.stored = observed.stored();
        this.journal = journal;
        this.operation = operation;
    }

    void apply(Plan plan) throws InterruptedException {
        for (Change change : plan.changes()) {
            apply(change);
            done.add(change);
            operation.say("done: " + change.what());
            journal.done(change);
        }
    }

    List<Change> done() {
        return List.copyOf(done);
    }

    /** What the vault keeps. */
    Optional<StoredSecret> stored() {
        return stored;
    }

    private void apply(Change change) throws InterruptedException {
        if (change instanceof Change.AddSecret add) {
            issued = Optional.of(issue(add));
        } else if (change instanceof Change.StoreSecret) {
            store();
        } else if (change instanceof Change.RemoveSecret remove) {
            remove(remove.secret().keyId());
        } else if (change instanceof Change.ForgetSecret forget) {
            forget(forget.keyId());
        } else {
            throw new IllegalArgumentException("not a change of a bootstrap identity: " + change.what());
        }
    }

    private IssuedSecret issue(Change.AddSecret add) throws InterruptedException {
        SecretMarker marker = new SecretMarker(
                request.controller(), vault.place(), request.secret().credentialsId());
        AccessOutcome outcome = entra.give(
                new AccessRequest(
                        app, NO_ROLES, List.of(), Optional.of(new SecretRequest(marker.freshNames(), add.expires()))),
                operation);
        if (outcome.secretRefused().isPresent()) {
            throw outcome.secretRefused().get();
        }
        return outcome.secret().orElseThrow();
    }

    private void store() throws InterruptedException {
        if (issued.isEmpty()) {
            keep(moved());
            return;
        }
        IssuedSecret made = issued.get();
        try {
            prove(made);
            keep(new StoredSecret(
                    request.secret().credentialsId(),
                    stored.map(StoredSecret::tenant).orElse(request.domain()),
                    app.appId(),
                    new StoredSecret.Version(made.keyId(), made.text(), made.expires()),
                    state.used().filter(before -> !before.keyId().isEmpty())));
        } catch (ProblemException failure) {
            takeBack(made, operation);
            throw failure;
        }
        proven = true;
    }

    private StoredSecret moved() {
        return new StoredSecret(
                request.secret().credentialsId(),
                request.domain(),
                app.appId(),
                state.used().orElseThrow(),
                Optional.empty());
    }

    private void keep(StoredSecret secret) throws InterruptedException {
        vault.replace(stored, secret);
        stored = Optional.of(secret);
    }

    /** Whoever aborts the run meanwhile leaves no secret behind whose text is nowhere. */
    private void prove(IssuedSecret made) throws InterruptedException {
        try {
            entra.prove(app.appId(), made.text(), Set.of(), operation);
        } catch (InterruptedException aborted) {
            takeBack(made, operation.toFinish(TO_TAKE_BACK));
            throw aborted;
        }
    }

    private void takeBack(IssuedSecret made, OperationContext within) throws InterruptedException {
        try {
            entra.removeSecret(app, made.keyId(), within);
            operation.say("removed the new client secret " + made.keyId() + " again, since it could not be kept");
        } catch (ProblemException again) {
            operation.say("could not remove the new client secret " + made.keyId() + "; a run after a day will: "
                    + again.cause());
        }
    }

    private void remove(String keyId) throws InterruptedException {
        // One that has expired is in nobody's use, whatever has become of the newer one.
        if (isPrevious(keyId) && !proven && observed.isPreviousUsable()) {
            StoredSecret kept = stored.orElseThrow();
            entra.prove(kept.clientId(), kept.text(), Set.of(), operation);
            proven = true;
        }
        entra.removeSecret(app, keyId, operation);
        forget(keyId);
    }

    private void forget(String keyId) throws InterruptedException {
        if (isPrevious(keyId)) {
            keep(stored.orElseThrow().withoutPrevious());
        }
    }

    private boolean isPrevious(String keyId) {
        return stored.flatMap(StoredSecret::previous)
                .filter(previous -> previous.keyId().equalsIgnoreCase(keyId))
                .isPresent();
    }
}
