package io.jenkins.plugins.threatmanager.cli;

import java.nio.file.Path;

/** Vault files that take no time to open. */
final class QuickVaults {

    static final String PASSPHRASE = "correct horse";
    static final VaultStrength STRENGTH = new VaultStrength(1000);

    private QuickVaults() {}

    static KeyStoreFile open(Path path) {
        return KeyStoreFile.open(path, PASSPHRASE.toCharArray(), STRENGTH);
    }
}
