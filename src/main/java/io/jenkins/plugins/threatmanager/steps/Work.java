package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.transport.OperationContext;

/** An operation of the engine, bound to what is wanted of it. */
interface Work {

    /** Says what it would do, and changes nothing. */
    Outcome plan(OperationContext operation) throws InterruptedException;

    /** Does it. */
    Outcome run(OperationContext operation) throws InterruptedException;
}
