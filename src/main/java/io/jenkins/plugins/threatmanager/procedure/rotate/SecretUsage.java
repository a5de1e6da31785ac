package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds the secrets of a credential, as far as the profiles on the servers show. Pure.
 *
 * @param ours profiles that a rotation has to do with: on each named server the one that is ours, on others each that
 *     says that it holds a secret of this credential
 * @param named identifiers of the secrets that profiles name
 * @param unsure in words, who might hold one without saying so
 */
record SecretUsage(List<ProfileUse> ours, Set<String> named, List<String> unsure) {

    static SecretUsage of(ProcedureRequest request, RotationObservation view) {
        Optional<String> clientId = view.base().entra().managed().map(Application::appId);
        Set<String> known = known(request, view);
        List<ProfileUse> ours = new ArrayList<>();
        Set<String> named = new HashSet<>();
        List<String> unsure = new ArrayList<>();
        for (ServerObservation server : view.servers()) {
            if (server.unreadable().isPresent()) {
                unsure.add("the server '" + server.name() + "', which could not be read");
            }
            OwnProfiles own = server.own(request.domain(), clientId);
            Optional<CredentialProfile> chosen = server.named() ? chosen(own, request) : Optional.empty();
            for (CredentialProfile profile : own.list()) {
                Optional<ProfileMarker> marker = ProfileMarker.of(profile);
                marker.ifPresent(found -> named.add(found.keyId()));
                boolean isOurs = chosen.filter(profile::equals).isPresent()
                        || !server.named()
                                && marker.filter(found -> isOurs(found, known, request))
                                        .isPresent();
                if (isOurs) {
                    ours.add(new ProfileUse(server.name(), server.named(), profile, syncs(server, request)));
                } else if (marker.isEmpty()) {
                    unsure.add("the Credential Profile '" + profile.name() + "' on '" + server.name()
                            + "', which does not say what it holds");
                } else if (known.contains(marker.get().keyId().toLowerCase(Locale.ROOT))) {
                    unsure.add("the Credential Profile '" + profile.name() + "' on '" + server.name() + "', which "
                            + marker.get().signer().words(request.controller()) + " manages");
                }
            }
        }
        return new SecretUsage(List.copyOf(ours), Set.copyOf(named), List.copyOf(unsure));
    }

    /** Of several, the one with the wanted name, else the only one that is marked; empty if that does not decide. */
    static Optional<CredentialProfile> chosen(OwnProfiles own, ProcedureRequest request) {
        if (own.list().size() == 1) {
            return Optional.of(own.list().get(0));
        }
        List<CredentialProfile> marked = own.list().stream()
                .filter(profile -> ProfileMarker.of(profile).isPresent())
                .toList();
        return request.goal()
                .profileName()
                .flatMap(own::named)
                .or(() -> marked.stream().filter(only -> marked.size() == 1).findFirst());
    }

    /** Other profiles of this tenant may hold the secret of another credential: that is none of our business. */
    private static boolean isOurs(ProfileMarker marker, Set<String> known, ProcedureRequest request) {
        return request.controller().is(marker.signer())
                && marker.domain().equalsIgnoreCase(request.domain())
                && known.contains(marker.keyId().toLowerCase(Locale.ROOT));
    }

    private static boolean syncs(ServerObservation server, ProcedureRequest request) {
        return !server.snapshot().orElseThrow().syncsOf(request.domain()).isEmpty();
    }

    /** Identifiers of all secrets of this credential, in lower case. */
    private static Set<String> known(ProcedureRequest request, RotationObservation view) {
        Set<String> known = new HashSet<>();
        new OwnSecrets(request, view.base().vault())
                .in(view.base().entra().managed())
                .forEach(secret -> known.add(secret.keyId()));
        view.base().stored().ifPresent(stored -> {
            known.add(stored.keyId());
            stored.previous().ifPresent(previous -> known.add(previous.keyId()));
        });
        Set<String> lower = new HashSet<>();
        known.forEach(keyId -> lower.add(keyId.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
