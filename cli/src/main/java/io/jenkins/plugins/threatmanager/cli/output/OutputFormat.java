package io.jenkins.plugins.threatmanager.cli.output;

/** What is written to standard output. */
public enum OutputFormat {
    /** Lines for people. */
    TEXT,
    /** One document for programs; lines go to standard error. */
    JSON
}
