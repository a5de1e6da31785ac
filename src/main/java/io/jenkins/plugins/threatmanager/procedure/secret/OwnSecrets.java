package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.util.List;
import java.util.Optional;

/**
 * The client secrets of one credential: those that carry its marker, and those that it keeps and that another controller
 * made, or that carry its marker of before, which proves too little. The latter are there once a tenant has been taken over together with its credential, because a controller was
 * renamed, or built again with its credentials restored. A secret of this controller's other credentials, or a person's,
 * is never among them, whatever the credential says.
 */
public final class OwnSecrets {

    private final Controller controller;
    private final SecretMarker marker;
    private final Optional<StoredSecret> stored;

    public OwnSecrets(ProcedureRequest request, String place, Optional<StoredSecret> stored) {
        this.controller = request.controller();
        this.marker =
                new SecretMarker(request.controller(), place, request.secret().credentialsId());
        this.stored = stored;
    }

    public List<ClientSecret> in(Optional<Application> app) {
        return app.map(Application::secrets).orElse(List.of()).stream()
                .filter(this::contains)
                .toList();
    }

    public boolean contains(ClientSecret secret) {
        return marker.isOn(secret) || (isOfAnother(secret) || marker.isFormerOn(secret)) && keeps(secret);
    }

    /** Made by another controller or for another vault file, and not taken over with the credential. */
    public boolean isLeftover(ClientSecret secret) {
        return isOfAnother(secret) && !keeps(secret);
    }

    private boolean isOfAnother(ClientSecret secret) {
        return SecretMarker.signerOf(secret)
                .filter(signer -> !controller.is(signer))
                .isPresent();
    }

    private boolean keeps(ClientSecret secret) {
        return stored.filter(known -> known.keyId().equals(secret.keyId())
                                && fits(known.text().reveal(), secret)
                        || known.previous()
                                .filter(previous -> previous.keyId().equals(secret.keyId())
                                        && fits(previous.text().reveal(), secret))
                                .isPresent())
                .isPresent();
    }

    private static boolean fits(String text, ClientSecret secret) {
        return text.startsWith(secret.hint());
    }
}
