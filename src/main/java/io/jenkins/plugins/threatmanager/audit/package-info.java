/**
 * The audit log: an append-only record of every change, refusal and change of configuration, kept in JENKINS_HOME, and
 * passed on to other destinations.
 */
package io.jenkins.plugins.threatmanager.audit;
