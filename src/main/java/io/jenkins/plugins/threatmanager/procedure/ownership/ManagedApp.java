package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The managed app registration and its client secrets, for who wants to know and not to change. Read from the markers
 * alone.
 *
 * @param clientId application (client) ID
 * @param enabled whether it may obtain tokens: false if an administrator switched the app or its service principal off,
 *     or there is no service principal
 * @param expiries when each of its secrets expires, those of others included, by identifiers
 * @param ours the secrets that this controller made
 */
public record ManagedApp(String clientId, boolean enabled, Map<String, Instant> expiries, List<Secret> ours) {

    public ManagedApp {
        expiries = Map.copyOf(expiries);
        ours = List.copyOf(ours);
    }

    /**
     * A secret that this controller made.
     *
     * @param keyId its identifier, a GUID
     * @param credentialsId for which credential it was made, as its description says: shortened to 40 characters
     */
    public record Secret(String keyId, String credentialsId) {}

    /** @return empty if the tenant has no managed app registration */
    public static Optional<ManagedApp> in(DirectorySnapshot snapshot, Controller controller) {
        return snapshot.managed().map(app -> of(app, controller));
    }

    private static ManagedApp of(Application app, Controller controller) {
        boolean enabled = !app.disabled()
                && app.servicePrincipal().map(ServicePrincipal::enabled).orElse(false);
        return new ManagedApp(
                app.appId(),
                enabled,
                app.secrets().stream()
                        .collect(Collectors.toMap(ClientSecret::keyId, ClientSecret::expires, (one, other) -> one)),
                app.secrets().stream()
                        .flatMap(secret -> SecretMarker.madeFor(secret, controller)
                                .map(credentialsId -> new Secret(secret.keyId(), credentialsId))
                                .stream())
                        .toList());
    }
}
