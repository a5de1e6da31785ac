package io.jenkins.plugins.threatmanager.cli.vault;

import java.nio.file.Path;

/** Vault files that take no time to open. */
public final class QuickVaults {

    public static final String PASSPHRASE = "correct horse";
    public static final VaultStrength STRENGTH = new VaultStrength(1000);

    private QuickVaults() {}

    public static KeyStoreFile open(Path path) {
        return KeyStoreFile.open(path, PASSPHRASE.toCharArray(), STRENGTH);
    }
}
