package io.jenkins.plugins.threatmanager.cli;

import picocli.CommandLine.Option;

/** The options of operations that have to do with the client secret. */
final class SecretOptions {

    @Option(names = "--credentials-id", required = true, description = "Entry of the vault that keeps the secret.")
    String credentialsId;

    @Option(names = "--secret-lifetime", description = "For example '24 months' (the default), '90 days' or P2Y.")
    String lifetime;

    @Option(names = "--renew-before", description = "How long before its expiry a secret is replaced.")
    String renewBefore;
}
