package io.jenkins.plugins.threatmanager.cli;

/** What is written to standard output. */
enum OutputFormat {
    /** Lines for people. */
    TEXT,
    /** One document for programs; lines go to standard error. */
    JSON
}
