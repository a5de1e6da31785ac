package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the secrets of a bootstrap identity are to a rotation. Pure.
 *
 * @param used the secret that is kept as the one before a new one: of the kept ones that which works, else that of the
 *     configuration. Its identifier is empty where several in Entra can be it, its expiry then the earliest of theirs.
 *     Empty if none is known
 * @param fault whether a secret is kept, and does not work
 * @param orphans what this controller made for the same credential, and nothing keeps
 */
record BootstrapState(Optional<StoredSecret.Version> used, boolean fault, List<ClientSecret> orphans) {

    BootstrapState {
        orphans = List.copyOf(orphans);
    }

    static BootstrapState of(BootstrapRequest request, BootstrapObservation observed) {
        SecretMarker marker = new SecretMarker(
                request.controller(), observed.vault().place(), request.secret().credentialsId());
        List<ClientSecret> orphans = observed.app().map(Application::secrets).orElse(List.of()).stream()
                .filter(marker::isOn)
                .filter(secret -> !isKept(secret, observed.stored()))
                .toList();
        return new BootstrapState(used(observed), observed.stored().isPresent() && !observed.isStoredUsable(), orphans);
    }

    private static boolean isKept(ClientSecret secret, Optional<StoredSecret> stored) {
        return stored.filter(kept -> kept.keyId().equalsIgnoreCase(secret.keyId())
                        || kept.previous()
                                .filter(previous -> previous.keyId().equalsIgnoreCase(secret.keyId()))
                                .isPresent())
                .isPresent();
    }

    private static Optional<StoredSecret.Version> used(BootstrapObservation observed) {
        Optional<StoredSecret.Version> current = observed.stored().map(StoredSecret::current);
        if (observed.isStoredUsable()) {
            return current.map(version -> asListed(version, observed));
        }
        if (observed.isPreviousUsable()) {
            return observed.stored().flatMap(StoredSecret::previous).map(version -> asListed(version, observed));
        }
        return observed.configured()
                .map(configured -> asListed(configured.current(), observed))
                .filter(version -> version.expires().isAfter(observed.signIn().entraTime()));
    }

    /** With Entra's identifier and expiry, found by what is noted, else by the hint. */
    private static StoredSecret.Version asListed(StoredSecret.Version version, BootstrapObservation observed) {
        List<SignInMeans.Listed> listed = observed.app().map(Application::secrets).orElse(List.of()).stream()
                .filter(observed::isAlive)
                .map(secret -> new SignInMeans.Listed(secret.keyId(), secret.hint(), secret.expires()))
                .toList();
        SignInMeans means = SignInMeans.secret(version.keyId(), version.text(), listed);
        return new StoredSecret.Version(
                means.id().isEmpty() ? version.keyId() : means.id(),
                version.text(),
                means.expires().orElse(version.expires()));
    }

    /**
     * Whether a new secret is due.
     *
     * @param renewBefore how long before its expiry one is
     */
    boolean isDue(CalendarPeriod renewBefore, Instant now) {
        return fault
                || used.filter(version -> renewBefore.before(version.expires()).isAfter(now))
                        .isEmpty();
    }
}
