package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapVault;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.KeptSignIn;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Clock;
import java.util.Optional;

/**
 * The entry of a vault file with which a bootstrap identity signs in: a text that somebody put there, or, once a rotation
 * has taken it over, a document of the same form as that of an app's client secret, and of another kind.
 */
public final class BootstrapEntry {

    private BootstrapEntry() {}

    /** @param text of the entry */
    public static BootstrapIdentity identity(String clientId, String entry, SecretText text) {
        return VaultFile.bootstrapIn(entry, text.reveal())
                .map(kept -> KeptSignIn.identity(
                        kept, Optional.empty(), Clock.systemUTC().instant()))
                .orElseGet(() -> new BootstrapIdentity.ClientSecret(clientId, text));
    }

    /**
     * Where a rotation keeps the secret: in the entry itself.
     *
     * @param identity as the settings have it
     */
    public static SecretVault vault(KeyStoreFile file, String tenant, String entry, BootstrapIdentity identity) {
        return new BootstrapVault(
                VaultFile.ofBootstrap(file),
                identity instanceof BootstrapIdentity.ClientSecret secret
                        ? Optional.of(new BootstrapVault.Configured(
                                "what was put into the entry '" + entry + "'",
                                tenant,
                                secret.clientId(),
                                secret.secret()))
                        : Optional.empty());
    }
}
