package io.jenkins.plugins.threatmanager.procedure;

import java.util.List;

/**
 * How an operation ended.
 *
 * @param plan what was planned
 * @param done the changes made, in order; empty for a plan or a status
 * @param overview the present state of the tenant
 */
public record Outcome(Plan plan, List<Change> done, Overview overview) {

    public Outcome {
        done = List.copyOf(done);
    }
}
