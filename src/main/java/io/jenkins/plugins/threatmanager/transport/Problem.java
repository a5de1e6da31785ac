package io.jenkins.plugins.threatmanager.transport;

/**
 * A kind of failure that a user can meet. Each package that can fail has an enum of these; every one of them is a
 * heading in {@code docs/errors.md} (a test compares the two).
 */
public interface Problem {

    /** Stable identifier, lower case with hyphens, for example {@code entra-secret-expired}; never empty. */
    String code();
}
