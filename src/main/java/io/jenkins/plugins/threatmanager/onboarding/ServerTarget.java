package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import java.util.Optional;

/**
 * A Threat Manager server that an operation is about.
 *
 * @param name in the configuration
 * @param server empty for a server that is set up by hand
 */
public record ServerTarget(String name, Optional<ThreatManagerServer> server) {}
