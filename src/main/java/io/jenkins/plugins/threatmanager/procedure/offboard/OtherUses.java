package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who else uses an app registration that is to be removed: everything on it, or on a Threat Manager server, that does
 * not carry exactly this controller's marker for this credential and tenant. Pure.
 */
final class OtherUses {

    private final ProcedureRequest request;
    private final OffboardObservation remains;
    private final List<String> uses = new ArrayList<>();

    private OtherUses(ProcedureRequest request, OffboardObservation remains) {
        this.request = request;
        this.remains = remains;
    }

    /** Parts of a sentence, each with its article; empty if there are no other users. */
    static List<String> of(ProcedureRequest request, OffboardObservation remains) {
        OtherUses found = new OtherUses(request, remains);
        remains.app().ifPresent(found::onApp);
        for (ServerObservation seen : remains.named()) {
            seen.snapshot().ifPresent(integrations -> found.onNamed(seen.name(), integrations));
        }
        for (ServerObservation seen : remains.others()) {
            seen.snapshot().ifPresent(integrations -> found.onOther(seen.name(), integrations));
        }
        return List.copyOf(found.uses);
    }

    /**
     * A profile of ours: it says so, for this tenant. With {@code adopt} also another controller's, and, where the policy
     * lets profiles be taken over, one without marker that holds the app's client ID.
     */
    static boolean isOurs(ProcedureRequest request, Optional<String> clientId, CredentialProfile profile) {
        Optional<ProfileMarker> marker = ProfileMarker.of(profile);
        boolean adopting = request.allows(Allowance.ADOPT);
        if (marker.isEmpty()) {
            return adopting && request.policy().mayAdoptProfiles() && holds(profile, clientId);
        }
        return OwnProfiles.isMarkedFor(profile, request.domain())
                && (adopting || request.controller().is(marker.get().signer()));
    }

    private void onApp(Application app) {
        OwnSecrets ours = new OwnSecrets(request, remains.place(), remains.stored());
        app.secrets().stream()
                .filter(secret -> !ours.contains(secret))
                .forEach(secret -> uses.add("the client secret "
                        + (secret.displayName().isEmpty() ? "" : "'" + secret.displayName() + "' ")
                        + secret.keyId()));
        app.certificates().forEach(certificate -> uses.add("the certificate '" + certificate + "'"));
    }

    private void onNamed(String server, ServerSnapshot integrations) {
        for (CredentialProfile profile : integrations.profiles()) {
            if (isOurs(request, remains.clientId(), profile)) {
                onOurs(server, profile, integrations);
            } else if (holds(profile, remains.clientId()) && !OwnProfiles.isMarkedFor(profile, request.domain())) {
                // Another controller's for this tenant is an obstacle of its own: there 'adopt' helps.
                uses.add(words(profile, server) + ", which does not carry this controller's marker");
            }
        }
    }

    private void onOurs(String server, CredentialProfile profile, ServerSnapshot integrations) {
        if (profile.credentials().size() > 1) {
            uses.add(words(profile, server) + ", which holds "
                    + profile.credentials().size() + " credentials");
        }
        for (EntraIdSync sync : integrations.syncs()) {
            if (sync.profileId().equals(profile.id()) && !integrations.isOf(sync, request.domain())) {
                uses.add("the Entra ID Sync for " + sync.tenant() + " on '" + server
                        + "', which uses the Credential Profile '" + profile.name() + "'");
            }
        }
    }

    private void onOther(String server, ServerSnapshot integrations) {
        integrations.profiles().stream()
                .filter(profile ->
                        holds(profile, remains.clientId()) || OwnProfiles.isMarkedFor(profile, request.domain()))
                .forEach(profile -> uses.add(words(profile, server) + ", a server that was not named"));
    }

    private static String words(CredentialProfile profile, String server) {
        return "the Credential Profile '" + profile.name() + "' on '" + server + "'";
    }

    private static boolean holds(CredentialProfile profile, Optional<String> clientId) {
        return clientId.filter(id -> OwnProfiles.holds(profile, id)).isPresent();
    }
}
