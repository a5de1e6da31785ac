package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretTerms;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.HandOff;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up where a rotation stands, before and after a run. Pure. */
final class RotationOverviews {

    private final ProcedureRequest request;
    private final RotationTerms terms;

    RotationOverviews(ProcedureRequest request, RotationTerms terms) {
        this.request = request;
        this.terms = terms;
    }

    Overview before(RotationObservation view, RotationState state) {
        return overview(view, state, state.holders().handOffPending());
    }

    /** @param applier whatever it has done until now */
    Overview after(RotationObservation before, ApplyState applied, RotationApplier applier, Instant now) {
        boolean issued = applied.isIssuedStored();
        Application app = applied.withIssued(now);
        List<ClientSecret> secrets = app.secrets().stream()
                .filter(secret -> !applier.removed().contains(secret.keyId()))
                .toList();
        Observation base = before.base().leftAs(app.withSecrets(secrets), applied.stored(), now);
        List<ServerObservation> servers = before.servers().stream()
                .map(server -> withMoved(server, applier.moved()))
                .toList();
        boolean previousWorks = before.previousWorks() && !issued;
        RotationObservation view = new RotationObservation(base, previousWorks, servers, before.othersByHand());
        RotationState state = RotationState.of(request, terms, view);
        return overview(view, state, issued || state.holders().handOffPending());
    }

    private static ServerObservation withMoved(ServerObservation server, Map<ProfileUse, CredentialProfile> moved) {
        if (server.snapshot().isEmpty()) {
            return server;
        }
        ServerSnapshot snapshot = server.snapshot().get();
        List<CredentialProfile> profiles = snapshot.profiles().stream()
                .map(profile -> moved.entrySet().stream()
                        .filter(move -> move.getKey().server().equals(server.name()))
                        .map(Map.Entry::getValue)
                        .filter(now -> now.id().equals(profile.id()))
                        .findFirst()
                        .orElse(profile))
                .toList();
        return new ServerObservation(
                server.name(), server.named(), Optional.of(snapshot.with(profiles)), Optional.empty());
    }

    private Overview overview(RotationObservation view, RotationState state, boolean instruct) {
        Observation base = view.base();
        Optional<StoredSecret> stored = base.stored();
        return Overview.builder(
                        request.goal().tenant().name(),
                        request.domain(),
                        base.entra().tenantId())
                .app(state.app().map(Overview.App::of))
                .secret(stored.map(
                        secret -> Overview.Secret.of(secret, base.vault().description())))
                .profile(state.holders().all().stream()
                        .filter(ProfileUse::named)
                        .findFirst()
                        .map(holding -> Overview.Profile.of(holding.profile())))
                .byHand(instruct ? instructions(view, state) : List.of())
                .handOff(stored.filter(secret -> instruct)
                        .map(secret -> new Overview.HandOff(
                                DoneByHand.Task.ENTER,
                                secret.keyId(),
                                view.waiting().stream()
                                        .map(ServerObservation::name)
                                        .toList())))
                .rotation(Optional.of(rotation(base, state, stored)))
                .build();
    }

    private Overview.Rotation rotation(Observation base, RotationState state, Optional<StoredSecret> stored) {
        return new Overview.Rotation(
                state.phase(),
                stored.map(secret ->
                        SecretTerms.of(request, base, state.app()).renewBefore().before(secret.expires())),
                state.previous()
                        .map(older -> new Overview.Older(
                                older.keyId(), older.expires(), state.older().keptUntil())),
                state.holders().all().stream()
                        .map(holding -> new Overview.Holder(
                                holding.server(),
                                holding.profile().name(),
                                keyId(holding),
                                !state.holders().toMove().contains(holding)))
                        .toList());
    }

    private static String keyId(ProfileUse holding) {
        return holding.marker().map(ProfileMarker::keyId).orElse("");
    }

    /** For each server that is set up by hand; known only once there is a secret to enter. */
    private List<Instruction> instructions(RotationObservation view, RotationState state) {
        if (view.base().stored().isEmpty() || state.app().isEmpty()) {
            return List.of();
        }
        StoredSecret stored = view.base().stored().get();
        if (!request.app().isForThreatManager()) {
            return HandOff.toProduct(request.app().product(), stored.clientId(), stored.credentialsId());
        }
        String profile = request.goal()
                .profileName()
                .orElseGet(() ->
                        ProcedureRequest.defaultProfileName(state.app().get().displayName(), request.domain()));
        List<Instruction> steps = new HandOff(
                        profile,
                        new ProfileMarker(request.controller().signer(), request.domain(), stored.keyId())
                                .description(),
                        stored.clientId(),
                        stored.credentialsId(),
                        request.domain(),
                        request.cloud())
                .rotation();
        List<ServerObservation> byHand = view.waiting();
        return byHand.stream()
                .flatMap(server -> steps.stream().map(step -> byHand.size() == 1 ? step : step.on(server.name())))
                .toList();
    }
}
