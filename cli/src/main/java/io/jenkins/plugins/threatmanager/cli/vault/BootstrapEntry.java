package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapVault;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.KeptSignIn;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Clock;
import java.util.Optional;

/**
 * The entry of a vault file with which a bootstrap identity signs in: a text that somebody put there, or, once a rotation
 * has taken it over, a document of the same form as that of an app's client secret, and of another kind.
 */
public final class BootstrapEntry {

    private BootstrapEntry() {}

    /**
     * @param clientId as the settings have it
     * @param text of the entry
     * @throws ProblemException if a rotation has taken the entry over for another client ID
     */
    public static BootstrapIdentity identity(String clientId, String entry, SecretText text) {
        Optional<StoredSecret> rotated = VaultFile.bootstrapIn(entry, text.reveal());
        rotated.filter(kept -> !kept.clientId().equalsIgnoreCase(clientId)).ifPresent(kept -> {
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "The vault entry '" + entry + "' keeps the secret of the app registration " + kept.clientId()
                            + ", and the settings name " + clientId + ".",
                    "Correct clientId in the settings, or put the secret of the other app registration into an entry"
                            + " of its own.");
        });
        return rotated.map(kept -> KeptSignIn.identity(
                        kept, Optional.empty(), Clock.systemUTC().instant()))
                .orElseGet(() -> new BootstrapIdentity.ClientSecret(clientId, text));
    }

    /** The secret of such a document alone; empty if the text is none. */
    public static Optional<SecretText> secretIn(String entry, String text) {
        return VaultFile.bootstrapIn(entry, text).map(StoredSecret::text);
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
