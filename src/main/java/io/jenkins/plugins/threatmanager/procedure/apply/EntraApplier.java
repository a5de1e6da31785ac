package io.jenkins.plugins.threatmanager.procedure.apply;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.SecretRequest;
import io.jenkins.plugins.threatmanager.entra.TokenProof;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustGate;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Carries out the changes in Entra and keeps the new secret. */
public final class EntraApplier {

    /** Who aborts does not wait longer than this for the one request that it takes. */
    private static final Duration TO_TAKE_BACK = Duration.ofSeconds(20);

    private final ProcedureRequest request;
    private final EntraDirectory entra;
    private final DirectorySnapshot snapshot;
    private final SecretVault vault;
    private final ApplyState applied;
    private final OperationContext operation;
    private final AppClaim claim;
    private final TrustGate gate;

    public EntraApplier(
            ProcedureRequest request,
            EntraDirectory entra,
            DirectorySnapshot snapshot,
            SecretVault vault,
            ApplyState applied,
            OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.snapshot = snapshot;
        this.vault = vault;
        this.applied = applied;
        this.operation = operation;
        this.claim = new AppClaim(request, entra, operation);
        this.gate = new TrustGate(request, entra, snapshot, operation);
    }

    public void apply(Change change) throws InterruptedException {
        if (change instanceof Change.RestoreApplication restore) {
            Application restored = entra.restore(restore.deleted(), operation);
            gate.require(restored, applied.stored());
            applied.application(restored);
        } else if (change instanceof Change.CreateApplication create) {
            applied.created(claim.create(create.spec()), create.spec());
        } else if (change instanceof Change.AdoptApplication adopt) {
            applied.application(claim.update(adopt.found(), adopt.spec()));
        } else if (change instanceof Change.UpdateApplication update) {
            applied.application(claim.update(applied.application(), update.spec()));
        } else if (change instanceof Change.CreateServicePrincipal) {
            establish(applied.created());
        } else if (change instanceof Change.RevokePermission revoke) {
            entra.revoke(snapshot.graph(), revoke.grant(), operation);
        } else if (change instanceof Change.RemoveSecret remove) {
            entra.removeSecret(applied.application(), remove.secret().keyId(), operation);
            applied.removed(remove.secret().keyId());
            forget(remove.secret().keyId());
        } else if (change instanceof Change.RemoveForeignCredential remove) {
            entra.remove(applied.application(), remove.credential(), operation);
        } else if (change instanceof Change.StoreSecret) {
            proveAndStore();
        } else if (change instanceof Change.CorrectCredential correct) {
            vault.replace(applied.stored(), correct.wanted());
            applied.stored(correct.wanted());
        } else if (change instanceof Change.ForgetSecret forget) {
            forget(forget.keyId());
        } else {
            throw new IllegalArgumentException("not a change in Entra: " + change.what());
        }
    }

    /** The service principal and, once that is this controller's, the wanted application. */
    public void establish(Optional<ApplicationSpec> spec) throws InterruptedException {
        applied.application(claim.establish(applied.application(), spec));
    }

    /**
     * Grants and a new secret in one round trip; one refused consent does not stop the others. Of an app registration that
     * this run has created, Entra's answer has said so; of any other, the owners say so now.
     */
    public void give(List<AppRole> roles, Optional<Change.AddSecret> secret) throws InterruptedException {
        boolean first = secret.isPresent() && gate.isFirst(applied.application(), applied.stored());
        if (applied.created().isEmpty() && (first || !roles.isEmpty())) {
            gate.require(applied.application(), applied.stored());
        }
        AccessOutcome outcome = entra.give(
                new AccessRequest(
                        applied.application(),
                        snapshot.graph(),
                        roles,
                        secret.map(add -> new SecretRequest(marker().freshNames(), add.expires()))),
                operation);
        applied.given(outcome);
        if (outcome.secretRefused().isPresent()) {
            throw outcome.secretRefused().get();
        }
    }

    private SecretMarker marker() {
        return new SecretMarker(
                request.controller(), vault.place(), request.secret().credentialsId());
    }

    /**
     * The secret's text exists only here until it is stored. If it turns out not to work, or cannot be kept, it is
     * removed again, being of no use.
     */
    private void proveAndStore() throws InterruptedException {
        IssuedSecret issued = applied.issued().orElseThrow();
        String clientId = applied.application().appId();
        TokenProof proof;
        try {
            proof = prove(clientId, issued);
            StoredSecret stored = new StoredSecret(
                            request.secret().credentialsId(),
                            request.domain(),
                            clientId,
                            new StoredSecret.Version(issued.keyId(), issued.text(), issued.expires()),
                            previousFor(applied.stored()))
                    .of(request.app().product());
            vault.replace(applied.stored(), stored);
            applied.stored(stored);
        } catch (ProblemException failure) {
            takeBack(issued, operation);
            throw failure;
        }
        // Only now, as it may take minutes: a secret whose text is in memory alone is lost with the process.
        requirePermissions(clientId, issued, proof);
    }

    /** Whoever aborts the run meanwhile leaves no secret behind whose text is nowhere. */
    private TokenProof prove(String clientId, IssuedSecret issued) throws InterruptedException {
        try {
            return entra.prove(clientId, issued.text(), Set.of(), operation);
        } catch (InterruptedException aborted) {
            takeBack(issued, operation.toFinish(TO_TAKE_BACK));
            throw aborted;
        }
    }

    private void requirePermissions(String clientId, IssuedSecret issued, TokenProof proof)
            throws InterruptedException {
        Set<String> wanted = grantedNames();
        Set<String> held = proof.permissions();
        if (!held.containsAll(wanted)) {
            held = entra.prove(clientId, issued.text(), wanted, operation).permissions();
        }
        Set<String> absent = new TreeSet<>(wanted);
        absent.removeAll(held);
        if (!absent.isEmpty()) {
            throw new ProblemException(
                    ProcedureProblem.CONSENT_MISSING,
                    "The new secret is stored and obtains tokens, but these do not hold " + String.join(", ", absent)
                            + " yet, although consent was granted.",
                    "Replication in Entra can take a few minutes: run again.");
        }
    }

    private void takeBack(IssuedSecret issued, OperationContext within) throws InterruptedException {
        try {
            entra.removeSecret(applied.application(), issued.keyId(), within);
            operation.say("removed the new client secret " + issued.keyId() + " again, since it could not be kept");
        } catch (ProblemException again) {
            operation.say("could not remove the new client secret " + issued.keyId() + "; a run after a day will: "
                    + again.cause());
        }
    }

    /** The one stored secret that still works and can be put back if the new one is refused. */
    private Optional<StoredSecret.Version> previousFor(Optional<StoredSecret> before) {
        if (before.isEmpty()
                || !before.get().clientId().equals(applied.application().appId())) {
            return Optional.empty();
        }
        StoredSecret stored = before.get();
        boolean alive = stored.expires().isAfter(operation.now())
                && (applied.storedWorks()
                        || applied.application().secrets().stream()
                                .anyMatch(secret -> secret.keyId().equals(stored.keyId())));
        return alive
                ? Optional.of(new StoredSecret.Version(stored.keyId(), stored.text(), stored.expires()))
                : stored.previous().filter(previous -> previous.expires().isAfter(operation.now()));
    }

    /** Takes the text out of what the vault keeps by now: another run may have stored a newer secret meanwhile. */
    private void forget(String keyId) throws InterruptedException {
        if (applied.stored().isEmpty()) {
            return;
        }
        Optional<StoredSecret> kept =
                vault.find(applied.stored().get().credentialsId()).filter(stored -> isBefore(keyId, stored));
        if (kept.isPresent()) {
            vault.replace(kept, kept.get().withoutPrevious());
        }
        applied.stored()
                .filter(stored -> isBefore(keyId, stored))
                .ifPresent(stored -> applied.stored(stored.withoutPrevious()));
    }

    private static boolean isBefore(String keyId, StoredSecret stored) {
        return stored.previous()
                .filter(previous -> previous.keyId().equals(keyId))
                .isPresent();
    }

    private Set<String> grantedNames() {
        return snapshot.graph().roleIds().entrySet().stream()
                .filter(role -> request.app().permissions().contains(role.getKey()))
                .filter(role -> applied.isGranted(role.getValue()))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
