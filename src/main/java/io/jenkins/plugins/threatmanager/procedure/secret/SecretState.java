package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the client secrets of one credential stand, read from the markers alone: which is current, which came before
 * it, which one Threat Manager holds, and which is neither.
 *
 * @param managed alive or expired secrets in Entra that are this credential's, see {@link OwnSecrets}
 * @param fault why the stored secret cannot be used; empty if it can
 * @param expires when the stored secret stops working, by Entra's word where it lists it; empty if none is stored
 * @param due whether the stored secret works but is to be renewed, or to be kept elsewhere
 * @param held what Threat Manager is known to hold
 * @param unstored managed secrets that are neither stored nor held
 */
public record SecretState(
        List<ClientSecret> managed,
        Optional<String> fault,
        Optional<Instant> expires,
        boolean due,
        SecretsInUse held,
        List<UnstoredSecret> unstored) {

    /** How long before the stored secret expires a wait for an older one to go is an obstacle: a working week. */
    private static final Duration LAST_DAYS = Duration.ofDays(7);

    /** @param app the app registration as it is or will be; empty if it is still to be created */
    public static SecretState of(
            ProcedureRequest request, Observation observed, Optional<Application> app, SecretsInUse held) {
        List<ClientSecret> managed = new OwnSecrets(request, observed.vault()).in(app);
        Optional<Instant> expires = expires(observed, app);
        Optional<String> fault = fault(observed, app, managed, expires);
        boolean due = fault.isEmpty()
                && (observed.vault().moving().isPresent()
                        || !SecretTerms.of(request, observed, app)
                                .renewBefore()
                                .before(expires.orElseThrow())
                                .isAfter(observed.at()));
        Set<String> known = new HashSet<>();
        observed.stored().ifPresent(stored -> {
            known.add(stored.keyId());
            stored.previous().ifPresent(previous -> known.add(previous.keyId()));
        });
        List<UnstoredSecret> unstored = managed.stream()
                .filter(secret -> !known.contains(secret.keyId()) && !held.contains(secret.keyId()))
                .map(secret -> UnstoredSecret.of(secret, observed.entra().entraTime(), held))
                .toList();
        return new SecretState(managed, fault, expires, due, held, unstored);
    }

    /** What the credential says of its expiry may have been changed by hand. */
    private static Optional<Instant> expires(Observation observed, Optional<Application> app) {
        return observed.stored()
                .map(stored -> app.flatMap(known -> listed(known, stored))
                        .map(ClientSecret::expires)
                        .orElse(stored.expires()));
    }

    private static Optional<ClientSecret> listed(Application app, StoredSecret stored) {
        return app.secrets().stream()
                .filter(secret -> secret.keyId().equals(stored.keyId()))
                .findFirst();
    }

    private static boolean fits(StoredSecret stored, ClientSecret secret) {
        return stored.text().reveal().startsWith(secret.hint());
    }

    private static Optional<String> fault(
            Observation observed, Optional<Application> app, List<ClientSecret> managed, Optional<Instant> expires) {
        if (observed.stored().isEmpty()) {
            return Optional.of("none is stored yet");
        }
        StoredSecret stored = observed.stored().get();
        if (app.isEmpty() || !app.get().appId().equals(stored.clientId())) {
            return Optional.of("the stored one belongs to another app registration");
        }
        Optional<ClientSecret> listed = listed(app.get(), stored);
        if (listed.isEmpty() && !observed.vault().works().orElse(false)) {
            return Optional.of("Entra does not know the stored one");
        }
        // Else the secret that is in use would be taken for a lost one, and removed.
        if (listed.isEmpty()
                && managed.stream().anyMatch(secret -> !secret.hint().isEmpty() && fits(stored, secret))) {
            return Optional.of("the identifier of the stored one was changed by hand");
        }
        if (listed.filter(secret -> !fits(stored, secret)).isPresent()) {
            return Optional.of("the text of the stored one was changed by hand");
        }
        return expires.filter(end -> !end.isAfter(observed.at()))
                .map(end -> "the stored one expired on " + UtcFormat.of(end));
    }

    /** A secret of this credential as Entra lists it, alive or expired. */
    public Optional<ClientSecret> listed(String keyId) {
        return managed.stream().filter(secret -> secret.keyId().equals(keyId)).findFirst();
    }

    /**
     * Whether a profile still works with the secret before the stored one, and a run that gives it the stored one may
     * come in time. If no run updated the profile, both would expire.
     */
    boolean waitsForPrevious(Observation observed) {
        return observed.stored()
                .flatMap(StoredSecret::previous)
                .filter(previous -> held.contains(previous.keyId()))
                .filter(previous -> previous.expires().isAfter(observed.entra().entraTime()))
                .filter(previous -> !held.contains(observed.stored().get().keyId())
                        || expires.orElseThrow().minus(LAST_DAYS).isAfter(observed.at()))
                .isPresent();
    }
}
