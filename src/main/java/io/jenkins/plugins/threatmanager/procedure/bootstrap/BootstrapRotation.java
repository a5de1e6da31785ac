package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rotation of the secret with which the bootstrap identity itself signs in. Run it every night: most nights it finds
 * nothing to do. Needs Application.ReadWrite.OwnedBy, and the identity to be an owner of its own app registration.
 */
public final class BootstrapRotation implements Procedure<BootstrapRequest> {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;

    /** @param places signs in as the identity whose secret it is; its vault is a {@link BootstrapVault} */
    public BootstrapRotation(Places places) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
    }

    private record Look(BootstrapObservation view, BootstrapState state, Plan plan) {}

    @Override
    public Outcome plan(BootstrapRequest request, OperationContext operation) throws InterruptedException {
        Look look = look(request, operation);
        announce(look.plan(), operation);
        return ended(request, look, List.of(), look.view().stored());
    }

    @Override
    public Outcome run(BootstrapRequest request, OperationContext operation) throws InterruptedException {
        return places.locks().alone(request, operation, () -> runAlone(request, operation));
    }

    private Outcome runAlone(BootstrapRequest request, OperationContext operation) throws InterruptedException {
        Look look = look(request, operation);
        announce(look.plan(), operation);
        look.plan().requirePossible();
        if (look.plan().changesNothing()) {
            return ended(request, look, List.of(), look.view().stored());
        }
        vault.checkWritable(request.secret().credentialsId());
        // What is not asked for is due of itself: no argument says when.
        places.admit(request, look.plan(), !request.terms().force());
        BootstrapApplier applier =
                new BootstrapApplier(request, look.view(), look.state(), entra, vault, places.journal(), operation);
        applier.apply(look.plan());
        return ended(request, look, applier.done(), applier.stored());
    }

    private void announce(Plan plan, OperationContext operation) {
        places.journal().planned(plan);
        places.journal().lines(plan).forEach(operation::say);
    }

    private Look look(BootstrapRequest request, OperationContext operation) throws InterruptedException {
        operation.say("reading the bootstrap identity of " + request.domain());
        DirectorySnapshot.SignIn signIn = entra.signIn(operation);
        String id = request.secret().credentialsId();
        Optional<StoredSecret> stored = vault.find(id);
        BootstrapObservation view = new BootstrapObservation(
                signIn,
                new VaultSnapshot(
                        vault.place(),
                        vault.description(),
                        stored,
                        works(signIn, stored, stored.map(StoredSecret::current), operation),
                        Optional.empty(),
                        vault.former(id)),
                works(signIn, stored, stored.flatMap(StoredSecret::previous), operation)
                        .orElse(false),
                operation.now());
        BootstrapState state = BootstrapState.of(request, view);
        Plan plan = BootstrapPlanner.plan(request, view, state);
        return new Look(
                view, state, PermissionCheck.check(plan, signIn.bootstrap(), PermissionCheck.Consents.TRIED, Set.of()));
    }

    /** Entra's list of secrets lags behind for a while, so one that is not listed is tried before it is given up. */
    private Optional<Boolean> works(
            DirectorySnapshot.SignIn signIn,
            Optional<StoredSecret> stored,
            Optional<StoredSecret.Version> version,
            OperationContext operation)
            throws InterruptedException {
        Optional<Application> app = signIn.own();
        if (app.isEmpty()
                || version.isEmpty()
                || app.get().secrets().stream()
                        .anyMatch(secret ->
                                secret.keyId().equalsIgnoreCase(version.get().keyId()))) {
            return Optional.empty();
        }
        return Optional.of(
                entra.works(stored.orElseThrow().clientId(), version.get().text(), operation));
    }

    private Outcome ended(BootstrapRequest request, Look look, List<Change> done, Optional<StoredSecret> stored) {
        Overview overview = Overview.builder(
                        request.goal().tenant().name(),
                        request.domain(),
                        look.view().signIn().tenantId())
                .app(look.view().app().map(Overview.App::of))
                .secret(stored.map(kept -> Overview.Secret.of(kept, vault.description())))
                .rotation(look.view().app().map(app -> rotation(request, look, done, stored)))
                .build();
        places.journal().overview(overview);
        return new Outcome(look.plan(), done, overview);
    }

    private static Overview.Rotation rotation(
            BootstrapRequest request, Look look, List<Change> done, Optional<StoredSecret> stored) {
        boolean made = done.stream().anyMatch(Change.AddSecret.class::isInstance);
        CalendarPeriod renewBefore = look.view().terms(request).renewBefore();
        Optional<Instant> expires =
                made ? stored.map(StoredSecret::expires) : look.state().used().map(StoredSecret.Version::expires);
        Optional<Instant> next = expires.map(renewBefore::before);
        RotationPhase phase =
                !made && look.state().isDue(renewBefore, look.view().at())
                        ? RotationPhase.DUE
                        : stored.flatMap(StoredSecret::previous).isPresent()
                                ? RotationPhase.IN_GRACE
                                : RotationPhase.UP_TO_DATE;
        return new Overview.Rotation(
                phase,
                next,
                stored.flatMap(StoredSecret::previous)
                        .map(older -> new Overview.Older(older.keyId(), older.expires(), Optional.empty())),
                List.of());
    }
}
