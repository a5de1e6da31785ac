package io.jenkins.plugins.threatmanager.cli;

import picocli.CommandLine.Option;

/** The options of operations that have to do with a Threat Manager server. */
final class ServerOptions {

    @Option(
            names = "--server",
            required = true,
            description = "Name of the Threat Manager server in the settings; offboard takes several: A,B.")
    String server;

    @Option(names = "--profile-name", description = "Name of the Credential Profile.")
    String profileName;
}
