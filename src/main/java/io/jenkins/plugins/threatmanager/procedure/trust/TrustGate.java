package io.jenkins.plugins.threatmanager.procedure.trust;

import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnershipProof;
import io.jenkins.plugins.threatmanager.procedure.ownership.Trusted;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last look before something is granted: the owners, again, since whoever was one when the plan was made may have
 * added another meanwhile.
 */
public final class TrustGate {

    private final ProcedureRequest request;
    private final EntraDirectory entra;
    private final DirectorySnapshot snapshot;
    private final OperationContext operation;

    /** @param snapshot what the plan was made from */
    public TrustGate(
            ProcedureRequest request, EntraDirectory entra, DirectorySnapshot snapshot, OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.snapshot = snapshot;
        this.operation = operation;
    }

    /** Whether a new secret would be the first that the vault keeps for an app. */
    public boolean isFirst(Application app, Optional<StoredSecret> stored) {
        return !trusted(stored).keepsSecretOf(app);
    }

    /**
     * Reads an app registration again.
     *
     * @throws ProblemException if it is not in trusted hands
     */
    public void require(Application app, Optional<StoredSecret> stored) throws InterruptedException {
        requireProven(entra.read(app, snapshot.graph(), operation), stored);
    }

    /** @throws ProblemException if it is not in trusted hands, as it was read just now */
    public void requireProven(Application app, Optional<StoredSecret> stored) {
        OwnershipProof proof = OwnershipProof.of(app, trusted(stored));
        if (!proof.provenWithout(known(stored))) {
            throw TrustPlanner.problem(app, proof);
        }
    }

    /** What the plan removes: before it grants anything, if it does; lists of credentials lag behind for a while. */
    private Set<AppCredential> known(Optional<StoredSecret> stored) {
        Set<AppCredential> known = new HashSet<>();
        if (request.allows(Allowance.REMOVE_FOREIGN_CREDENTIALS)) {
            Stream.concat(snapshot.managed().stream(), snapshot.sameName().stream())
                    .forEach(app ->
                            known.addAll(OwnershipProof.of(app, trusted(stored)).foreign()));
        }
        return known;
    }

    private Trusted trusted(Optional<StoredSecret> stored) {
        return request.trusted(snapshot.bootstrap(), stored);
    }
}
