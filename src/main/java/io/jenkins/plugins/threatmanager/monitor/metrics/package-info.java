/** Numbers for monitoring systems: of what is known, and counted since the controller started. Makes no remote calls. */
package io.jenkins.plugins.threatmanager.monitor.metrics;
