/**
 * The global configuration: tenants, servers, defaults, and how to reach them. What a job may use is decided here, at
 * run time.
 */
package io.jenkins.plugins.threatmanager.config;
