package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which client secrets Threat Manager holds, as far as its profiles' descriptions show.
 *
 * @param keyIds identifiers of the secrets that are named
 * @param unsure in words, what might hold a secret without saying so
 * @param byHand the same, of what only a person can look into; a confirmation settles these
 * @param confirmed whether a person says that what is set up by hand holds no secret but the stored one
 */
public record SecretsInUse(Set<String> keyIds, List<String> unsure, List<String> byHand, boolean confirmed) {

    /** Where no server was read. */
    public static final SecretsInUse UNKNOWN =
            new SecretsInUse(Set.of(), List.of(), List.of("no Threat Manager server was read"), false);

    public SecretsInUse {
        keyIds = Set.copyOf(keyIds);
        unsure = List.copyOf(unsure);
        byHand = List.copyOf(byHand);
    }

    /**
     * @param servers all that may hold a secret of the tenant's app; if there are none, nothing is known
     * @param clientId of the app registration; empty if it is still to be created
     */
    public static SecretsInUse on(
            List<ServerObservation> servers, ProcedureRequest request, Optional<String> clientId, boolean confirmed) {
        Set<String> keyIds = new HashSet<>();
        List<String> unsure = new ArrayList<>();
        List<String> byHand = new ArrayList<>(servers.isEmpty() ? UNKNOWN.byHand : List.of());
        for (ServerObservation server : servers) {
            if (server.isByHand()) {
                byHand.add(handOff(server.name()));
            }
            server.unreadable().ifPresent(why -> unsure.add("the server '" + server.name() + "' could not be read"));
            for (CredentialProfile profile :
                    server.own(request.domain(), clientId).list()) {
                ProfileMarker.of(profile)
                        .ifPresentOrElse(
                                marker -> keyIds.add(marker.keyId()), () -> unsure.add(silent(profile, server.name())));
            }
        }
        return new SecretsInUse(keyIds, unsure, byHand, confirmed);
    }

    /** @param server its name; empty for the only one that the operation is about */
    public static String handOff(String server) {
        return "the server" + (server.isEmpty() ? "" : " '" + server + "'") + " is set up by hand";
    }

    /** @param server its name; empty for the only one that the operation is about */
    public static String silent(CredentialProfile profile, String server) {
        return "the Credential Profile '" + profile.name() + "'" + (server.isEmpty() ? "" : " on '" + server + "'")
                + " does not say what it holds";
    }

    public boolean contains(String keyId) {
        return keyIds.stream().anyMatch(keyId::equalsIgnoreCase);
    }

    /** Whether the named secrets are all: by the servers' word, or a person's where there is no other. */
    public boolean complete() {
        return unsure.isEmpty() && (byHand.isEmpty() || confirmed);
    }

    /** Whether the named secrets are all, by the servers' word alone. */
    boolean proven() {
        return unsure.isEmpty() && byHand.isEmpty();
    }

    /** Whether it would be complete if a person confirmed. */
    boolean needsOnlyConfirmation() {
        return unsure.isEmpty() && !complete();
    }

    /** Why it is not complete, to follow a colon. */
    public String doubts() {
        return Stream.concat(unsure.stream(), confirmed ? Stream.empty() : byHand.stream())
                .collect(Collectors.joining(", and "));
    }
}
