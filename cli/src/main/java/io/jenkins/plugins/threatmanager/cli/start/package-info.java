/** The beginning of the process, and what it answers without the command line: help that was written into the jar. */
package io.jenkins.plugins.threatmanager.cli.start;
