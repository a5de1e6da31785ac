package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import java.util.List;
import java.util.Optional;

/**
 * The client secrets of one credential: those that carry its marker, and those that it keeps and that another controller
 * made, or that carry its marker of before, which proves too little. The latter are there once a tenant has been taken over together with its credential, because a controller was
 * renamed, or built again with its credentials restored. And, while a credential moves to another store, those that its
 * copy at the former place keeps. A secret of this controller's other credentials, or a person's,
 * is never among them, whatever the credential says.
 */
public final class OwnSecrets {

    private final Controller controller;
    private final SecretMarker marker;
    private final Optional<StoredSecret> stored;
    private final Optional<SecretVault.Former> former;
    private final Optional<SecretMarker> formerMarker;

    public OwnSecrets(ProcedureRequest request, VaultSnapshot vault) {
        this(request, vault.place(), vault.stored(), vault.former());
    }

    public OwnSecrets(ProcedureRequest request, String place, Optional<StoredSecret> stored) {
        this(request, place, stored, Optional.empty());
    }

    private OwnSecrets(
            ProcedureRequest request,
            String place,
            Optional<StoredSecret> stored,
            Optional<SecretVault.Former> former) {
        this.controller = request.controller();
        this.marker =
                new SecretMarker(request.controller(), place, request.secret().credentialsId());
        this.stored = stored;
        this.former = former;
        this.formerMarker = former.map(copy -> new SecretMarker(
                request.controller(), copy.place(), request.secret().credentialsId()));
    }

    public List<ClientSecret> in(Optional<Application> app) {
        return app.map(Application::secrets).orElse(List.of()).stream()
                .filter(this::contains)
                .toList();
    }

    public boolean contains(ClientSecret secret) {
        return marker.isOn(secret)
                || (isOfAnother(secret) || marker.isFormerOn(secret)) && keeps(secret)
                || isOfFormerPlace(secret);
    }

    private boolean isOfFormerPlace(ClientSecret secret) {
        return formerMarker
                        .filter(there -> there.isOn(secret) || there.isFormerOn(secret))
                        .isPresent()
                && keeps(former.map(SecretVault.Former::secret), secret);
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
        return keeps(stored, secret);
    }

    private static boolean keeps(Optional<StoredSecret> credential, ClientSecret secret) {
        return credential
                .filter(known -> known.keyId().equals(secret.keyId())
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
