package io.jenkins.plugins.threatmanager.procedure.approval;

/** Whether a plan may be carried out, besides what stands in its way by itself. */
public interface PlanGate {

    /** Lets every plan pass. */
    PlanGate OPEN = plan -> {};

    /**
     * Asked under the lock of the app registration, after everything else and before the first change; asked again if
     * what was observed no longer holds.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if nothing of it may be done
     */
    void admit(PlanStatement plan);

    /** Called after each change that was made for good. */
    default void done(StatedChange change) {}
}
