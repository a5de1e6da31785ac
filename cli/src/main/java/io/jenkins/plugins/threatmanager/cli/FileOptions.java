package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.output.OutputOptions;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files that every operation uses, and what it writes. */
final class FileOptions {

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings: the YAML of configuration as code.")
    private Path settings;

    @Mixin
    private VaultOptions vault = new VaultOptions();

    @Option(
            names = "--ca-certificate",
            paramLabel = "FILE",
            description = "PEM file with certificates to trust besides the JVM's.")
    Path caCertificate;

    @Mixin
    OutputOptions output = new OutputOptions();

    /** @throws ProblemException if it is not named, or invalid */
    Settings settings(Environment environment) {
        if (settings == null) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "No settings file was named.",
                    "Name one with --settings FILE; the README shows an example.");
        }
        return Settings.read(settings, environment);
    }

    KeyStoreFile vault(Environment environment) {
        return vault.open(environment);
    }

    /** How a further command names the same vault file. */
    String vaultOption() {
        return vault.option();
    }
}
