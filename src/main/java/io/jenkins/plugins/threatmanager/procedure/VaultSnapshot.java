package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at the vault showed.
 *
 * @param place {@link SecretVault#place()}
 * @param description {@link SecretVault#description()}
 * @param stored what is kept under the wanted id
 * @param works whether the stored secret obtained a token just now; empty if that was not asked, because Entra lists the
 *     secret
 * @param anywhere {@link SecretVault#keptAnywhere()}; empty also if no secret of the app depends on it
 * @param former the copy at the place from which the credential is moving here; empty if it is not
 */
public record VaultSnapshot(
        String place,
        String description,
        Optional<StoredSecret> stored,
        Optional<Boolean> works,
        Optional<Set<String>> anywhere,
        Optional<SecretVault.Former> former) {

    public VaultSnapshot {
        anywhere = anywhere.map(Set::copyOf);
    }

    /**
     * @param credentialsId the wanted id; empty if no secret is wanted
     * @param app the app registration that is there; other places are looked at only if it has a secret of theirs
     */
    public static VaultSnapshot of(
            SecretVault vault,
            Optional<String> credentialsId,
            Optional<StoredSecret> stored,
            Optional<Boolean> works,
            Optional<Application> app)
            throws InterruptedException {
        boolean others = app.map(Application::secrets).stream()
                .flatMap(secrets -> secrets.stream())
                .filter(secret -> SecretMarker.signerOf(secret).isPresent())
                .anyMatch(secret -> !keeps(stored, secret));
        return new VaultSnapshot(
                vault.place(),
                vault.description(),
                stored,
                works,
                others ? vault.keptAnywhere() : Optional.empty(),
                credentialsId.isPresent() ? vault.former(credentialsId.get()) : Optional.empty());
    }

    private static boolean keeps(Optional<StoredSecret> stored, ClientSecret secret) {
        return stored.filter(known -> known.keyId().equals(secret.keyId())
                        || known.previous()
                                .filter(previous -> previous.keyId().equals(secret.keyId()))
                                .isPresent())
                .isPresent();
    }

    /** Where the stored secret was made for, if it is still the one of the former place: a new one has to be made here. */
    public Optional<SecretVault.Former> moving() {
        return former.filter(copy -> stored.filter(
                        secret -> secret.keyId().equals(copy.secret().keyId()))
                .isPresent());
    }

    /** The same once it keeps something else, or nothing. */
    VaultSnapshot with(Optional<StoredSecret> kept) {
        return new VaultSnapshot(place, description, kept, works, anywhere, former);
    }
}
