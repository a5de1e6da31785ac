/**
 * Netwrix Threat Manager as the procedures see it: {@code ThreatManagerServer}, its records, and its catalogue of
 * problems. Imports nothing of Jenkins and nothing of the packages above it.
 */
@Internal
package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.Internal;
