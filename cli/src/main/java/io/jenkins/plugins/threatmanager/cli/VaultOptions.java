package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which vault file, and where its passphrase comes from. */
final class VaultOptions {

    @Option(
            names = "--vault",
            paramLabel = "FILE",
            defaultValue = "vault.p12",
            description =
                    "Encrypted file with the credentials, PKCS12 (default: ${DEFAULT-VALUE}). Its passphrase comes"
                            + " from the environment variable " + Passphrase.VARIABLE
                            + ", from --vault-passphrase-fd, or is"
                            + " asked for at a terminal.")
    private Path vault;

    @Option(
            names = "--vault-passphrase-fd",
            paramLabel = "N",
            description = "Read the passphrase from this file descriptor, up to the end of the line.")
    private Integer descriptor;

    KeyStoreFile open(Environment environment) {
        Path file = vault.toAbsolutePath().normalize();
        char[] passphrase = new Passphrase(file, !Files.exists(file)).of(descriptor, environment);
        return KeyStoreFile.open(file, passphrase, environment.strength());
    }

    boolean readsStandardInput() {
        return Integer.valueOf(0).equals(descriptor);
    }
}
