package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.apply.ServerApplier;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out the plan of a rotation. A server that fails does not keep the others from the new secret, but nothing is
 * removed then. Before a secret that was in use is removed, Test Connection has passed on every server in this run.
 */
final class RotationApplier {

    private final ProcedureRequest request;
    private final Map<String, ThreatManagerServer> servers;
    private final SecretVault vault;
    private final RotationState state;
    private final EntraApplier entraApplier;
    private final ApplyState applied;
    private final Proof proof;
    private final ProcedureListener journal;
    private final OperationContext operation;

    private final List<Change> done = new ArrayList<>();
    private final Map<ProfileUse, CredentialProfile> moved = new LinkedHashMap<>();
    private final Map<String, ProblemException> failed = new LinkedHashMap<>();
    private final Set<ProfileUse> tested = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();

    /** Proves that the stored secret obtains tokens. */
    @FunctionalInterface
    interface Proof {
        void prove(StoredSecret stored) throws InterruptedException;
    }

    /** @param servers by name, those that {@code state} has holdings on */
    RotationApplier(
            ProcedureRequest request,
            Map<String, ThreatManagerServer> servers,
            SecretVault vault,
            RotationState state,
            EntraApplier entraApplier,
            ApplyState applied,
            Proof proof,
            ProcedureListener journal,
            OperationContext operation) {
        this.request = request;
        this.servers = servers;
        this.vault = vault;
        this.state = state;
        this.entraApplier = entraApplier;
        this.applied = applied;
        this.proof = proof;
        this.journal = journal;
        this.operation = operation;
    }

    /**
     * @throws ProblemException at once if a change in Entra or the vault failed; at the end if a server did, when the others hold
     *     the new secret
     */
    void apply(Plan plan) throws InterruptedException {
        for (Change change : plan.changes()) {
            if (change instanceof Change.OnServer move) {
                tryToMove(move);
            } else {
                if (change instanceof Change.RemoveSecret remove && wasInUse(remove)) {
                    requireTested();
                }
                applyInEntra(change);
                report(change);
            }
        }
        requireNoneFailed();
    }

    private void applyInEntra(Change change) throws InterruptedException {
        if (change instanceof Change.AddSecret add) {
            entraApplier.give(List.of(), Optional.of(add));
            return;
        }
        if (change instanceof Change.RemoveCredential remove) {
            vault.removeFormer(remove.credentialsId());
            return;
        }
        entraApplier.apply(change);
        if (change instanceof Change.RemoveSecret remove) {
            removed.add(remove.secret().keyId());
        }
    }

    private void tryToMove(Change.OnServer move) throws InterruptedException {
        Change.UpdateProfile update = (Change.UpdateProfile) move.change();
        ProfileUse holding = state.holders().all().stream()
                .filter(known -> known.server().equals(move.server())
                        && known.profile().id().equals(update.profile().id()))
                .findFirst()
                .orElseThrow();
        ApplyState here = here(holding);
        ServerApplier applier = applier(holding, here);
        try {
            applier.apply(update);
            report(move);
            test(holding, applier);
            moved.put(holding, here.profile().orElseThrow());
        } catch (ProblemException failure) {
            operation.say("not done: " + holding.server() + ": " + failure.getMessage());
            failed.put(holding.server(), failure);
        }
    }

    /**
     * Whether it was the stored one, or the one before it, until now, or another controller's, and did not expire
     * meanwhile.
     */
    private boolean wasInUse(Change.RemoveSecret remove) {
        Instant now = operation.now();
        if (state.secrets().listed(remove.secret().keyId()).isEmpty()) {
            return remove.secret().expires().isAfter(now);
        }
        boolean previous = applied.stored()
                .flatMap(StoredSecret::previous)
                .filter(known -> known.keyId().equals(remove.secret().keyId()))
                .isPresent();
        boolean unusable =
                state.secrets().fault().isPresent() && applied.issued().isEmpty();
        return previous && !unusable && remove.secret().expires().isAfter(now);
    }

    private void requireTested() throws InterruptedException {
        requireNoneFailed();
        for (ProfileUse holding : state.holders().all()) {
            if (!tested.contains(holding)) {
                try {
                    test(holding, applier(holding, here(holding)));
                } catch (ProblemException failure) {
                    failed.put(holding.server(), failure);
                }
            }
        }
        requireNoneFailed();
        if (state.holders().all().isEmpty() && applied.issued().isEmpty()) {
            proof.prove(applied.stored().orElseThrow());
        }
    }

    private void test(ProfileUse holding, ServerApplier applier) throws InterruptedException {
        if (holding.synced() || applier.testsBeforeAdding()) {
            applier.testConnection();
        } else {
            operation.say(holding.server() + " does not sync the tenant, so there is no connection to test");
        }
        tested.add(holding);
    }

    private ApplyState here(ProfileUse holding) {
        ApplyState here = new ApplyState(applied.knownApplication(), applied.stored());
        here.profile(Optional.of(holding.profile()));
        return here;
    }

    private ServerApplier applier(ProfileUse holding, ApplyState here) {
        return new ServerApplier(request, servers.get(holding.server()), vault, here, operation);
    }

    private void report(Change change) {
        done.add(change);
        journal.done(change);
        operation.say("done: " + change.place().title() + ": " + change.what());
    }

    /** One sentence for each server that failed. */
    private void requireNoneFailed() {
        if (failed.isEmpty()) {
            return;
        }
        StringBuilder causes = new StringBuilder();
        Set<String> remedies = new LinkedHashSet<>();
        failed.forEach((server, failure) -> {
            causes.append(causes.isEmpty() ? "" : " ")
                    .append(server)
                    .append(": ")
                    .append(failure.cause());
            remedies.add(failure.remedy());
        });
        ProblemException first = failed.values().iterator().next();
        throw new ProblemException(
                        first.problem(), causes + " No older client secret was removed.", String.join(" ", remedies))
                .withReference(first.reference());
    }

    /** Changes made so far, in order. */
    List<Change> done() {
        return List.copyOf(done);
    }

    /** The profiles of servers that took the stored secret, as they are now. */
    Map<ProfileUse, CredentialProfile> moved() {
        return moved;
    }

    /** Identifiers of the secrets removed so far. */
    Set<String> removed() {
        return removed;
    }
}
