/** The person at the terminal. */
package io.jenkins.plugins.threatmanager.cli.terminal;
