package io.jenkins.plugins.threatmanager.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The files that every operation uses. */
final class FileOptions {

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings: the YAML of configuration as code.")
    Path settings;

    @Option(
            names = "--vault",
            paramLabel = "FILE",
            defaultValue = "vault.p12",
            description = "PKCS12 file with the credentials (default: ${DEFAULT-VALUE}); its passphrase comes from"
                    + " the environment variable " + Vaults.PASSPHRASE_VARIABLE + ".")
    Path vault;

    @Option(
            names = "--ca-certificate",
            paramLabel = "FILE",
            description = "PEM file with certificates to trust besides the JVM's.")
    Path caCertificate;
}
