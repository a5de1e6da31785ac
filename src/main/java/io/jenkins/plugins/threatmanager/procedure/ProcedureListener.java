package io.jenkins.plugins.threatmanager.procedure;

import java.util.List;

/**
 * Hears what an operation plans, does and ends with, as data: for a build page that shows it even if the operation
 * fails half-way. The same is said in words on the operation's progress.
 */
public interface ProcedureListener {

    /** Hears nothing. */
    ProcedureListener NONE = new ProcedureListener() {};

    /**
     * Called before anything is changed; again whenever the rest was planned from a new observation, with what was done
     * until then.
     */
    default void planned(Plan plan) {}

    /** How the plan is said on the progress, a line each. */
    default List<String> lines(Plan plan) {
        return plan.lines();
    }

    /** Called after each change that was made. */
    default void done(Change change) {}

    /** Called with what is known, at the end and also before a failure that leaves something usable behind. */
    default void overview(Overview overview) {}
}
