package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Client secrets that carry this controller's marker for another credential, which no credential keeps. Anybody who may
 * write to the app registration can copy the form of a marker. An interrupted run leaves the same for a credential that
 * was never stored, so a secret counts only once it is older than any run, by Entra's clock. Those of the run's own
 * credential have rules of their own, see {@link UnstoredSecret}. Pure.
 */
public final class StraySecrets {

    private StraySecrets() {}

    /** Empty also where it is unknown what other credentials keep. */
    public static List<ClientSecret> on(Application app, ProcedureRequest request, Observation observed) {
        if (request.goal().secret().isEmpty() || observed.vault().anywhere().isEmpty()) {
            return List.of();
        }
        OwnSecrets own = new OwnSecrets(request, observed.vault().place(), observed.stored());
        Set<String> kept = observed.vault().anywhere().get().stream()
                .map(StraySecrets::lower)
                .collect(Collectors.toSet());
        Instant now = observed.entra().entraTime();
        return app.secrets().stream()
                .filter(secret -> SecretMarker.signerOf(secret)
                        .filter(request.controller()::is)
                        .isPresent())
                .filter(secret -> !own.contains(secret) && !kept.contains(lower(secret.keyId())))
                .filter(secret -> secret.expires().isAfter(now))
                .filter(secret -> isOld(secret.created(), now))
                .toList();
    }

    private static boolean isOld(Optional<Instant> created, Instant now) {
        return created.filter(made -> made.plus(UnstoredSecret.LONGEST_RUN).isBefore(now))
                .isPresent();
    }

    private static String lower(String keyId) {
        return keyId.toLowerCase(Locale.ROOT);
    }
}
