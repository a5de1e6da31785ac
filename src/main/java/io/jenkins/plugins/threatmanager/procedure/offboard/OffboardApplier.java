package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out the plan of an off-boarding, change by change. What is gone already counts as removed. */
final class OffboardApplier {

    private static final Set<Problem> MAY_NOT = Set.of(EntraProblem.MISSING_PERMISSION, EntraProblem.DENIED);

    private final ProcedureRequest request;
    private final EntraDirectory entra;
    private final OffboardObservation remains;
    private final SecretVault vault;
    private final Map<String, ThreatManagerServer> servers;
    private final OffboardProgress left;
    private final ProcedureListener journal;
    private final OperationContext operation;
    private final List<Change> done = new ArrayList<>();
    private boolean mayRevoke = true;

    OffboardApplier(
            ProcedureRequest request,
            EntraDirectory entra,
            OffboardObservation remains,
            SecretVault vault,
            Map<String, ThreatManagerServer> servers,
            OffboardProgress left,
            ProcedureListener journal,
            OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.remains = remains;
        this.vault = vault;
        this.servers = servers;
        this.left = left;
        this.journal = journal;
        this.operation = operation;
    }

    List<Change> done() {
        return List.copyOf(done);
    }

    void apply(Plan plan) throws InterruptedException {
        requireDoneByHand(plan);
        for (Change change : plan.changes()) {
            if (apply(change)) {
                done.add(change);
                left.note(change, operation.now());
                journal.done(change);
                operation.say("done: " + change.place().title() + ": " + change.what());
            }
        }
    }

    private void requireDoneByHand(Plan plan) {
        List<String> open = plan.changes().stream()
                .filter(Change.RemoveByHand.class::isInstance)
                .map(change -> ((Change.RemoveByHand) change).server())
                .filter(remains.waiting()::contains)
                .toList();
        if (!open.isEmpty() && !request.allows(Allowance.CONFIRM)) {
            throw new ProblemException(
                    ProcedureProblem.BY_HAND_FIRST,
                    "The integrations on '" + String.join("', '", open) + "'"
                            + " have to be removed in the Threat Manager console; until then nothing is removed.",
                    "Do what is listed, and press Done on the page of the build, or run again with 'confirm'.");
        }
    }

    /** @return whether it was done; false only for what the next changes do as well */
    private boolean apply(Change change) throws InterruptedException {
        if (change instanceof Change.OnServer on) {
            applyOn(servers.get(on.server()), on.change());
        } else if (change instanceof Change.RemoveSecret remove) {
            entra.removeSecret(app(), remove.secret().keyId(), operation);
        } else if (change instanceof Change.RemoveCredential remove) {
            vault.remove(remove.credentialsId());
        } else if (change instanceof Change.RevokePermission revoke) {
            return revoke(revoke);
        } else if (change instanceof Change.DeleteApplication delete) {
            entra.delete(delete.existing(), operation);
        } else if (change instanceof Change.PurgeApplication purge) {
            entra.purge(purge.deleted(), operation);
        } else if (!(change instanceof Change.RemoveByHand)) {
            throw new IllegalArgumentException("not a change of an off-boarding: " + change.what());
        }
        return true;
    }

    private void applyOn(ThreatManagerServer server, Change change) throws InterruptedException {
        if (change instanceof Change.DeleteSync delete) {
            server.deleteSync(delete.sync(), operation);
        } else if (change instanceof Change.DeleteProfile delete) {
            server.deleteProfile(delete.profile(), operation);
        } else {
            throw new IllegalArgumentException("not a change of an off-boarding: " + change.what());
        }
    }

    /** Deleting the app withdraws consents as well, so a bootstrap identity that may not do so is no reason to stop. */
    private boolean revoke(Change.RevokePermission revoke) throws InterruptedException {
        if (!mayRevoke) {
            return false;
        }
        try {
            entra.revoke(remains.entra().graph(), revoke.grant(), operation);
            return true;
        } catch (ProblemException failure) {
            if (!MAY_NOT.contains(failure.problem())) {
                throw failure;
            }
            mayRevoke = false;
            operation.say("consents cannot be withdrawn individually; deleting the app registration removes them: "
                    + failure.cause());
            return false;
        }
    }

    private Application app() {
        return remains.entra().managed().orElseThrow();
    }
}
