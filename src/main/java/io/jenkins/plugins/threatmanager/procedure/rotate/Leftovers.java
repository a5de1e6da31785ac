package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is left of the controller or vault file from which a tenant was taken over: client secrets that it made and that
 * are no longer rotated. They are findings until a person has them removed: no controller can see all servers of
 * another. Pure.
 */
public final class Leftovers {

    private final Controller self;
    private final List<ClientSecret> alive;

    /** @param app the app registration as it is; empty if it is still to be created */
    public Leftovers(ProcedureRequest request, Observation observed, Optional<Application> app) {
        this.self = request.controller();
        OwnSecrets own = new OwnSecrets(request, observed.vault());
        this.alive = app.map(Application::secrets).orElse(List.of()).stream()
                .filter(own::isLeftover)
                .filter(secret -> secret.expires().isAfter(observed.at()))
                .toList();
    }

    public boolean isEmpty() {
        return alive.isEmpty();
    }

    public void report(PlanBuilder plan) {
        alive.forEach(secret -> report(
                secret,
                "Once all servers hold a secret of this one, run a rotation with 'adopt' that names them all, or"
                        + " remove it in the Entra admin center.",
                plan));
    }

    private void report(ClientSecret secret, String sentence, PlanBuilder plan) {
        plan.finding(
                Resource.CLIENT_SECRET,
                "The client secret " + secret.keyId() + ", which works until " + UtcFormat.of(secret.expires())
                        + ", was made by " + signer(secret) + " and is not rotated any more. " + sentence);
    }

    /**
     * Removes those that no server holds, since each says that it holds another one, where that was requested.
     *
     * @param unsettled why no secret may go yet, whichever it is, to follow "it stays"; empty if nothing is in the way
     */
    void removeOrReport(RotationState state, Optional<String> unsettled, PlanBuilder plan) {
        for (ClientSecret secret : alive) {
            Optional<String> stays = state.secrets().held().contains(secret.keyId())
                    ? Optional.of("because a Credential Profile names it")
                    : unsettled;
            if (stays.isPresent()) {
                report(secret, "It stays " + stays.get() + ".", plan);
            } else {
                plan.change(new Change.RemoveSecret(
                        secret, "made by " + signer(secret) + ", no server holds it, and 'adopt' is set"));
            }
        }
    }

    private String signer(ClientSecret secret) {
        return SecretMarker.signerOf(secret).orElseThrow().words(self);
    }

    /** When the last server was moved to the stored secret, if that is known. */
    static Optional<Instant> lastMoved(List<ProfileUse> holdings) {
        return holdings.stream()
                .flatMap(holding -> holding.marker().stream())
                .flatMap(marker -> marker.since().stream())
                .max(Instant::compareTo);
    }
}
