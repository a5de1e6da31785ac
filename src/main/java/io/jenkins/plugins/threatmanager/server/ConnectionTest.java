package io.jenkins.plugins.threatmanager.server;

/**
 * What Test Connection answered.
 *
 * @param message the server's own text; empty if it gave none
 */
public record ConnectionTest(boolean passed, String message) {}
