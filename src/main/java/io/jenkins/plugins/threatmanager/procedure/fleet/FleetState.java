package io.jenkins.plugins.threatmanager.procedure.fleet;

/** How far one tenant of a fleet has come. */
public enum FleetState {
    /** Selected, and neither planned nor begun. */
    WAITING,
    /** What would be done is known, and nothing was changed. */
    PLANNED,
    /** Under way; after a kill, to be run again. */
    RUNNING,
    DONE,
    FAILED,
    /** The build may not use the tenant. */
    REFUSED,
    /** Another person has to approve its plan first; nothing was changed. */
    WANTS_APPROVAL,
    /** The fleet was stopped before it was its turn. */
    NOT_BEGUN;

    /** Whether nothing more becomes of it in this run. */
    public boolean isEnd() {
        return this != WAITING && this != PLANNED && this != RUNNING;
    }
}
