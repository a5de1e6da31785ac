package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationObservation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationState;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretTerms;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.HandOff;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sums up what is known of a tenant. Pure. */
public final class OnboardOverviews {

    /** How long Entra keeps a deleted application: Microsoft Graph, "directory resource type: deletedItems". */
    public static final Duration IN_RECYCLE_BIN = Duration.ofDays(30);

    private OnboardOverviews() {}

    /** The server, if a person sets it up. */
    static Optional<ServerTarget> byHand(Places places, OnboardRequest request) {
        ServerTarget named =
                places.named().stream().findFirst().orElseGet(() -> new ServerTarget("", Optional.empty()));
        return Optional.of(named).filter(server -> server.server().isEmpty() && request.wants(Stage.SYNC));
    }

    /**
     * @param look at the history of the sync; empty if it was not looked at
     * @param byHand the server, if a person sets it up
     */
    static Overview of(OnboardPart part, Optional<FirstSync.Look> look, Optional<ServerTarget> byHand) {
        OnboardRequest request = part.request();
        Observation observed = part.observed();
        ApplyState applied = part.state();
        boolean waits = byHand.filter(server -> waits(part, server.done())).isPresent();
        return Overview.builder(
                        request.goal().tenant().name(),
                        request.domain(),
                        observed.entra().tenantId())
                .app(applied.knownApplication().map(Overview.App::of))
                .permissions(part.wanted().stream()
                        .map(role -> new Overview.Permission(
                                role.name(),
                                applied.knownApplication()
                                        .filter(app -> app.asksFor(role))
                                        .isPresent(),
                                applied.isGranted(role)))
                        .toList())
                .secret(applied.stored()
                        .map(stored ->
                                Overview.Secret.of(stored, observed.vault().description())))
                .profile(applied.profile().map(Overview.Profile::of))
                .sync(applied.sync()
                        .map(sync -> new Overview.Sync(
                                sync.enabled(),
                                sync.lastStatus(),
                                look.map(FirstSync.Look::progress).orElse(SyncProgress.NOT_STARTED),
                                look.map(FirstSync.Look::runs).orElse(List.of()))))
                .byHand(waits ? instructions(request, applied, part.renewed()) : List.of())
                .handOff(applied.stored()
                        .filter(stored -> waits)
                        .map(stored -> new Overview.HandOff(
                                DoneByHand.Task.ENTER,
                                stored.keyId(),
                                List.of(byHand.get().name()))))
                .rotation(rotation(request, observed, applied, byHand))
                .recycleBin(
                        applied.knownApplication().isPresent()
                                ? Optional.empty()
                                : observed.entra().deleted().flatMap(OnboardOverviews::recycleBin))
                .build();
    }

    /** Whether nobody has said that the stored secret was entered; of a new one nobody can have. */
    private static boolean waits(OnboardPart part, DoneByHand done) {
        boolean fresh = part.whole().changes().stream().anyMatch(Change.AddSecret.class::isInstance);
        boolean confirmed = part.request().allows(Allowance.CONFIRM) && !fresh;
        return !confirmed
                && part.state()
                        .stored()
                        .flatMap(stored -> done.said(DoneByHand.Task.ENTER, stored.keyId()))
                        .isEmpty();
    }

    /** Where an application in the recycle bin is, and how long; empty for one that is not there. */
    public static Optional<Overview.RecycleBin> recycleBin(Application deleted) {
        return deleted.deletedAt()
                .map(at -> new Overview.RecycleBin(deleted.displayName(), deleted.appId(), at.plus(IN_RECYCLE_BIN)));
    }

    /** Known only if it is known what the server holds, or that a person has to know. */
    private static Optional<Overview.Rotation> rotation(
            OnboardRequest request, Observation observed, ApplyState applied, Optional<ServerTarget> byHand) {
        if (applied.knownApplication().isEmpty()
                || applied.stored().isEmpty()
                || observed.server().isEmpty() && byHand.isEmpty()) {
            return Optional.empty();
        }
        ServerObservation server = byHand.isPresent()
                ? ServerObservation.byHand("", byHand.get().done())
                : new ServerObservation(
                        "",
                        true,
                        observed.server()
                                .map(snapshot ->
                                        snapshot.with(applied.profile().stream().toList())),
                        Optional.empty());
        Observation now = observed.leftAs(applied.withIssued(observed.at()), applied.stored(), observed.at());
        RotationState state = RotationState.of(
                request, RotationTerms.DEFAULT, new RotationObservation(now, false, List.of(server), List.of()));
        return Optional.of(new Overview.Rotation(
                state.phase(),
                applied.stored()
                        .map(stored -> SecretTerms.of(request, now, state.app())
                                .renewBefore()
                                .before(stored.expires())),
                state.previous().map(older -> new Overview.Older(older.keyId(), older.expires(), Optional.empty())),
                List.of()));
    }

    /** Known only once there is an app and a secret to enter. */
    private static List<Instruction> instructions(OnboardRequest request, ApplyState applied, boolean renewed) {
        if (applied.knownApplication().isEmpty() || applied.stored().isEmpty()) {
            return List.of();
        }
        StoredSecret stored = applied.stored().get();
        HandOff handOff = new HandOff(
                request.profileName(),
                new ProfileMarker(request.controller().signer(), request.domain(), stored.keyId()).description(),
                stored.clientId(),
                stored.credentialsId(),
                request.domain(),
                request.cloud());
        return renewed ? handOff.rotation() : handOff.firstSetUp();
    }
}
