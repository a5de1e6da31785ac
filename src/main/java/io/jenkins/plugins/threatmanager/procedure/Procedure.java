package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.OperationContext;

/**
 * Observe, plan, apply, verify. Converges: from any interruption the next run resumes, and a run that finds everything
 * as it should be changes nothing.
 *
 * @param <R> what can be wanted of it
 */
public interface Procedure<R extends ProcedureRequest> {

    /**
     * Plans and changes nothing.
     *
     * @return the plan, obstacles included, and the observed state
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if the places cannot be observed
     * @throws InterruptedException if the operation was aborted
     */
    Outcome plan(R request, OperationContext operation) throws InterruptedException;

    /**
     * Plans, and carries the plan out.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException before anything was changed, if something
     *     stands in the way; later, if a change or the verification failed: the next run resumes from there
     * @throws InterruptedException if the operation was aborted
     */
    Outcome run(R request, OperationContext operation) throws InterruptedException;
}
