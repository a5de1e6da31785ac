package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretTerms;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at the bootstrap identity showed.
 *
 * @param signIn who looked, and its own app registration
 * @param vault what is kept; its former place is what the configuration names
 * @param previousWorks whether the kept secret before the current one obtained a token just now; false also if that was
 *     not asked, because Entra lists it
 * @param at when it was looked
 */
record BootstrapObservation(DirectorySnapshot.SignIn signIn, VaultSnapshot vault, boolean previousWorks, Instant at) {

    Optional<StoredSecret> stored() {
        return vault.stored();
    }

    /** The secret that the configuration names, of which no more is known than its text. */
    Optional<StoredSecret> configured() {
        return vault.former().map(SecretVault.Former::secret);
    }

    Optional<Application> app() {
        return signIn.own();
    }

    Optional<ClientSecret> listed(String keyId) {
        return app().flatMap(known -> known.secrets().stream()
                .filter(secret -> secret.keyId().equalsIgnoreCase(keyId))
                .findFirst());
    }

    /** What the tenant's policies leave of what is wanted of a secret. */
    SecretTerms terms(BootstrapRequest request) {
        return SecretTerms.of(
                request.secret(), new SecretTerms.Sight(signIn.policies(), app(), stored(), signIn.entraTime(), at));
    }

    /** By Entra's clock. */
    boolean isAlive(ClientSecret secret) {
        return secret.expires().isAfter(signIn.entraTime());
    }

    /** Whether the kept secret obtains tokens, as far as it shows. */
    boolean isStoredUsable() {
        return stored().filter(secret -> listed(secret.keyId())
                        .map(this::isAlive)
                        .orElse(vault.works().orElse(false)))
                .isPresent();
    }

    /** Whether the one before it does. */
    boolean isPreviousUsable() {
        return stored().flatMap(StoredSecret::previous)
                .filter(previous -> listed(previous.keyId()).map(this::isAlive).orElse(previousWorks))
                .isPresent();
    }
}
