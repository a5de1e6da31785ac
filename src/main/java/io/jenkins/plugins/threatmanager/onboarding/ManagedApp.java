package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The managed app registration and its client secrets, for who wants to know and not to change. Read from the markers
 * alone.
 *
 * @param clientId application (client) ID
 * @param enabled whether it may obtain tokens: false if an administrator switched the app or its service principal off,
 *     or there is no service principal
 * @param keyIds identifiers of all its secrets, those of others included
 * @param ours the secrets that this controller made
 */
public record ManagedApp(String clientId, boolean enabled, Set<String> keyIds, List<Secret> ours) {

    public ManagedApp {
        keyIds = Set.copyOf(keyIds);
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
    public static Optional<ManagedApp> in(DirectorySnapshot snapshot, ControllerName controller) {
        return snapshot.managed().map(app -> of(app, controller));
    }

    private static ManagedApp of(Application app, ControllerName controller) {
        boolean enabled = !app.disabled()
                && app.servicePrincipal().map(ServicePrincipal::enabled).orElse(false);
        return new ManagedApp(
                app.appId(),
                enabled,
                app.secrets().stream().map(ClientSecret::keyId).collect(Collectors.toSet()),
                app.secrets().stream()
                        .flatMap(secret -> SecretMarker.madeFor(secret, controller)
                                .map(credentialsId -> new Secret(secret.keyId(), credentialsId))
                                .stream())
                        .toList());
    }
}
