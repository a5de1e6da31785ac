/** Rotates the secrets of bootstrap identities without any job. */
package io.jenkins.plugins.threatmanager.monitor.bootstrap;
