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
 * @param former the copy at the place from which the credential is moving here; empty if it is not
 */
public record VaultSnapshot(
        String place,
        String description,
        Optional<StoredSecret> stored,
        Optional<Boolean> works,
        Optional<SecretVault.Former> former) {

    public static VaultSnapshot of(
            SecretVault vault, String credentialsId, Optional<StoredSecret> stored, Optional<Boolean> works)
            throws InterruptedException {
        return new VaultSnapshot(vault.place(), vault.description(), stored, works, vault.former(credentialsId));
    }

    /** Where the stored secret was made for, if it is still the one of the former place: a new one has to be made here. */
    public Optional<SecretVault.Former> moving() {
        return former.filter(copy -> stored.filter(
                        secret -> secret.keyId().equals(copy.secret().keyId()))
                .isPresent());
    }

    /** The same once it keeps something else, or nothing. */
    VaultSnapshot with(Optional<StoredSecret> kept) {
        return new VaultSnapshot(place, description, kept, works, former);
    }
}
