package io.jenkins.plugins.threatmanager.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a rotation. */
final class RotationOptions {

    @Option(
            names = "--server",
            required = true,
            split = ",",
            description = "Names of the Threat Manager servers in the settings, separated by commas.")
    List<String> servers;

    @Option(names = "--profile-name", description = "Name of the Credential Profile, where there are several.")
    String profileName;

    @Option(
            names = "--grace-period",
            description = "How long the older secret stays after all servers hold the newer one: '1 day' (the default),"
                    + " '0 days'.")
    String gracePeriod;

    @Option(names = "--force", description = "Make a new secret although the stored one is not due.")
    boolean force;

    @Option(names = "--confirm", description = "The servers that are set up by hand hold the stored secret.")
    boolean confirm;
}
