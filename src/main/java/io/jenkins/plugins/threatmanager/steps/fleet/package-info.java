/** A fleet in a build: the threads that all fleets share, how far it has come, and its page. */
package io.jenkins.plugins.threatmanager.steps.fleet;
