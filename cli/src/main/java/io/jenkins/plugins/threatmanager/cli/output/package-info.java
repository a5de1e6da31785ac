/** What the command line says of an operation: lines for people, a document for programs, its own words for both. */
package io.jenkins.plugins.threatmanager.cli.output;
