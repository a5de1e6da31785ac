/**
 * The plugin's own permissions, and which builds may use a tenant: for whom they run, and from which branch their job is
 * made.
 */
package io.jenkins.plugins.threatmanager.policy;
