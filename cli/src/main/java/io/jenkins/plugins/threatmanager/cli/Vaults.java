package io.jenkins.plugins.threatmanager.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the vault file with its {@link Passphrase}. */
final class Vaults {

    private Vaults() {}

    /** @param descriptor of the passphrase; null for none */
    static KeyStoreFile open(Path path, Integer descriptor, Environment environment) {
        Path file = path.toAbsolutePath().normalize();
        char[] passphrase = new Passphrase(file, !Files.exists(file)).of(descriptor, environment);
        return KeyStoreFile.open(file, passphrase, environment.strength());
    }
}
