package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may need a permission of the app registration besides this credential and the servers that the run is about: as
 * far as secrets and Credential Profiles show. What this controller's own policy does not list, nobody on this controller
 * can have asked for, so only other controllers count there. A secret without marker counts nowhere: it is no reason to
 * leave its owner a permission. Pure.
 */
final class OtherUsers {

    private final OnboardRequest request;
    private final List<String> users = new ArrayList<>();

    private OtherUsers(OnboardRequest request) {
        this.request = request;
    }

    /**
     * @param others further servers that may use the app; empty also if they were not looked at
     * @param listed whether the tenant's policy lists any of what is to be taken away
     * @return parts of a sentence, each with its article; empty if there are no other users
     */
    static List<String> of(
            OnboardRequest request,
            Observation observed,
            Application app,
            List<ServerObservation> others,
            boolean listed) {
        OtherUsers found = new OtherUsers(request);
        found.onApp(observed, app, listed);
        observed.server().ifPresent(found::onNamed);
        if (listed) {
            others.forEach(seen -> found.onOther(seen, app));
        }
        return List.copyOf(found.users);
    }

    private void onApp(Observation observed, Application app, boolean listed) {
        Optional<OwnSecrets> own = request.goal()
                .secret()
                .map(secret -> new OwnSecrets(request, observed.vault().place(), observed.stored()));
        for (ClientSecret secret : app.secrets()) {
            Optional<Signer> signer = SecretMarker.signerOf(secret);
            boolean alive = secret.expires().isAfter(observed.entra().entraTime());
            boolean ours = own.filter(some -> some.contains(secret)).isPresent();
            if (signer.isPresent()
                    && alive
                    && !ours
                    && (listed || !request.controller().is(signer.get()))) {
                users.add("the client secret '" + secret.displayName() + "' " + secret.keyId());
            }
        }
    }

    /** Another controller's profile; where it is to be taken over, it will not be another's any more. */
    private void onNamed(ServerSnapshot integrations) {
        if (request.allows(Allowance.ADOPT)) {
            return;
        }
        integrations.profiles().stream()
                .filter(profile -> ProfileMarker.of(profile)
                        .filter(marker -> marker.domain().equalsIgnoreCase(request.domain()))
                        .filter(marker -> !request.controller().is(marker.signer()))
                        .isPresent())
                .forEach(profile -> users.add("the Credential Profile '" + profile.name() + "' of another controller"));
    }

    private void onOther(ServerObservation seen, Application app) {
        for (CredentialProfile profile :
                seen.own(request.domain(), Optional.of(app.appId())).list()) {
            users.add("the Credential Profile '" + profile.name() + "' on '" + seen.name()
                    + "', a server that was not named");
        }
    }
}
