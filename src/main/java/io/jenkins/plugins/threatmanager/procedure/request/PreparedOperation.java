package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation whose arguments are known to be right: only the places are missing.
 *
 * @param servers names of the servers that it is about, in their order, each once; empty if it has nothing to do with one
 * @param changesNothing whether it only says what it would do
 * @param approvedPlan digest of the plan that alone may be carried out; empty for any
 * @param timeout for all of it
 * @param procedure makes the procedure
 */
public record PreparedOperation<R extends ProcedureRequest>(
        R request,
        List<String> servers,
        boolean changesNothing,
        Optional<String> approvedPlan,
        Duration timeout,
        Function<Places, Procedure<R>> procedure) {

    /**
     * The servers as its places have them. Another product than Threat Manager has none; a rotation waits for a person's
     * word that the product holds the newer secret, as it does for a server that is set up by hand.
     *
     * @param connected those with the names of {@link #servers()}
     */
    public List<ServerTarget> named(List<ServerTarget> connected) {
        if (request.app().isForThreatManager()) {
            return connected;
        }
        return request instanceof RotationRequest
                ? List.of(new ServerTarget(request.app().product(), Optional.empty()))
                : List.of();
    }

    /** Further servers that may hold the same secret: none where it is another product's. */
    public Supplier<List<ServerTarget>> others(Supplier<List<ServerTarget>> all) {
        return request.app().isForThreatManager() ? all : List::of;
    }

    /** Whether the tenant's policy wants another person's approval of that plan. */
    public boolean needsApproval(PlanStatement plan) {
        return request.policy().bounds().approval().concerns(plan);
    }

    /**
     * Does it, or says what it would do.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException as {@link Procedure} throws it
     * @throws InterruptedException if it was aborted
     */
    public Outcome perform(Places places, OperationContext operation) throws InterruptedException {
        Procedure<R> made = procedure.apply(places);
        return changesNothing ? made.plan(request, operation) : made.run(request, operation);
    }
}
