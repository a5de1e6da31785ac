package io.jenkins.plugins.threatmanager.procedure;

import java.util.Optional;

/**
 * What one look at the vault showed.
 *
 * @param place {@link SecretVault#place()}
 * @param description {@link SecretVault#description()}
 * @param stored what is kept under the wanted id
 * @param works whether the stored secret obtained a token just now; empty if that was not asked, because Entra lists the
 *     secret
 */
public record VaultSnapshot(String place, String description, Optional<StoredSecret> stored, Optional<Boolean> works) {

    public static VaultSnapshot of(SecretVault vault, Optional<StoredSecret> stored, Optional<Boolean> works) {
        return new VaultSnapshot(vault.place(), vault.description(), stored, works);
    }

    /** The same once it keeps something else, or nothing. */
    VaultSnapshot with(Optional<StoredSecret> kept) {
        return new VaultSnapshot(place, description, kept, works);
    }
}
