package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.remote.Operation;

/** An operation of the engine, bound to what is wanted of it. */
interface Work {

    /** Says what it would do, and changes nothing. */
    Outcome plan(Operation operation) throws InterruptedException;

    /** Does it. */
    Outcome run(Operation operation) throws InterruptedException;
}
