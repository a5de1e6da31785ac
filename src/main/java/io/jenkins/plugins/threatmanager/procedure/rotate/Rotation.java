package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.LikelyProfiles;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.identity.TenantIdentity;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rotation of a client secret: a new one when it is due, put into every server that holds the older one, which goes
 * when it is no longer needed. Run it every night: most nights it finds nothing to do. Needs no permission but
 * Application.ReadWrite.OwnedBy, and changes nothing of the app registration but its secrets.
 */
public final class Rotation implements Procedure<RotationRequest> {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final List<ServerTarget> named;

    /** @param places its named servers are those that the secret is for */
    public Rotation(Places places) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
        this.named = places.named();
    }

    @Override
    public Outcome plan(RotationRequest request, OperationContext operation) throws InterruptedException {
        Look look = look(request, PermissionCheck.Consents.NEEDED, operation);
        announce(look.plan(), operation);
        Overview overview = overviews(request, look.view()).before(look.view(), look.state());
        places.journal().overview(overview);
        return new Outcome(look.plan(), List.of(), overview);
    }

    @Override
    public Outcome run(RotationRequest request, OperationContext operation) throws InterruptedException {
        return places.locks().alone(request, operation, () -> runAlone(request, operation));
    }

    private Outcome runAlone(RotationRequest request, OperationContext operation) throws InterruptedException {
        Look look = look(request, PermissionCheck.Consents.TRIED, operation);
        RotationObservation view = look.view();
        announce(look.plan(), operation);
        RotationOverviews overviews = overviews(request, view);
        if (look.plan().changesNothing()) {
            Overview overview = overviews.before(view, look.state());
            places.journal().overview(overview);
            look.plan().requirePossible();
            requireRead(view);
            return new Outcome(look.plan(), List.of(), overview);
        }
        vault.checkOwner();
        if (look.plan().changes().stream().anyMatch(change -> !(change instanceof Change.OnServer))) {
            vault.checkWritable(request.secret().credentialsId());
        }
        places.admit(request, look.plan(), DueOfItself.is(request, view.base(), look.state(), look.plan()));
        ApplyState applied =
                new ApplyState(view.base().entra().managed(), view.base().stored());
        applied.storedWorks(view.base().vault().works().orElse(false));
        RotationApplier applier = new RotationApplier(
                request,
                look.servers(),
                vault,
                look.state(),
                new EntraApplier(request, entra, view.base().entra(), vault, applied, operation),
                applied,
                stored -> entra.prove(stored.clientId(), stored.text(), Set.of(), operation),
                places.journal(),
                operation);
        Overview overview;
        try {
            applier.apply(look.plan());
        } finally {
            overview = overviews.after(view, applied, applier, operation.now());
            places.journal().overview(overview);
        }
        requireRead(view);
        return new Outcome(look.plan(), applier.done(), overview);
    }

    private static RotationOverviews overviews(RotationRequest request, RotationObservation view) {
        return new RotationOverviews(request, request.terms().fitting(request, view.base()));
    }

    private void announce(Plan plan, OperationContext operation) {
        places.journal().planned(plan);
        places.journal().lines(plan).forEach(operation::say);
    }

    /** A named server that could not be read did not get its secret: the others have theirs, but all is not well. */
    private static void requireRead(RotationObservation view) {
        view.servers().stream()
                .filter(ServerObservation::named)
                .flatMap(server -> server.unreadable().stream())
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    // ---- observe and plan ------------------------------------------------------------------------------------------

    private record Look(List<ServerTarget> targets, RotationObservation view, RotationState state, Plan plan) {

        Map<String, ThreatManagerServer> servers() {
            Map<String, ThreatManagerServer> servers = new HashMap<>();
            targets.forEach(target -> target.server().ifPresent(server -> servers.put(target.name(), server)));
            return servers;
        }
    }

    /**
     * The named servers first, and of them the profiles that can be ours; the others only if a secret is to come or to
     * go, so that most nights are cheap.
     */
    private Look look(RotationRequest request, PermissionCheck.Consents consents, OperationContext operation)
            throws InterruptedException {
        Observation base = observe(request, operation);
        TenantIdentity tenant = new TenantIdentity(entra, request.domain(), base.entra());
        List<ServerObservation> seen =
                see(named, true, tenant, LikelyProfiles.of(request, base.entra().managed(), base.stored()), operation);
        boolean previousWorks = previousWorks(base, operation);
        Look look = plan(request, consents, named, new RotationObservation(base, previousWorks, seen, List.of()));
        if (look.plan().dependsOnProfiles() && base.entra().managed().isPresent()) {
            for (int i = 0; i < named.size(); i++) {
                seen.set(i, seen.get(i).complete(named.get(i), operation));
            }
            look = plan(request, consents, named, new RotationObservation(base, previousWorks, seen, List.of()));
        }
        if (look.plan().changes().stream().noneMatch(Rotation::addsOrRemoves)) {
            return look;
        }
        List<ServerTarget> rest = places.others().get().stream()
                .filter(other -> named.stream().noneMatch(known -> known.name().equals(other.name())))
                .toList();
        List<ServerTarget> more =
                rest.stream().filter(other -> !other.isByHand()).toList();
        List<String> byHand = rest.stream()
                .filter(ServerTarget::isByHand)
                .map(ServerTarget::name)
                .toList();
        List<ServerTarget> targets = new ArrayList<>(named);
        targets.addAll(more);
        seen.addAll(see(more, false, tenant, WantedCredentials.ALL, operation));
        return plan(request, consents, targets, new RotationObservation(base, previousWorks, seen, byHand));
    }

    private static Look plan(
            RotationRequest request,
            PermissionCheck.Consents consents,
            List<ServerTarget> targets,
            RotationObservation view) {
        RotationTerms terms = request.terms().fitting(request, view.base());
        RotationState state = RotationState.of(request, terms, view);
        Plan plan = RotationPlanner.plan(request, terms, view, state);
        return new Look(
                targets,
                view,
                state,
                PermissionCheck.check(plan, view.base().entra().bootstrap(), consents, Set.of()));
    }

    private static boolean addsOrRemoves(Change change) {
        return change instanceof Change.AddSecret || change instanceof Change.RemoveSecret;
    }

    private Observation observe(RotationRequest request, OperationContext operation) throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        DirectorySnapshot directory = PermissionCheck.observe(entra, request, operation);
        Optional<StoredSecret> stored = vault.find(request.secret().credentialsId());
        Optional<Boolean> works = Optional.empty();
        if (stored.isPresent()
                && isUnlisted(directory, stored.get(), stored.get().keyId())) {
            works = Optional.of(
                    entra.works(stored.get().clientId(), stored.get().text(), operation));
        }
        return new Observation(
                directory,
                VaultSnapshot.of(
                        vault, Optional.of(request.secret().credentialsId()), stored, works, directory.managed()),
                Optional.empty(),
                "",
                operation.now());
    }

    private boolean previousWorks(Observation base, OperationContext operation) throws InterruptedException {
        Optional<StoredSecret.Version> previous = base.stored().flatMap(StoredSecret::previous);
        return previous.isPresent()
                && isUnlisted(base.entra(), base.stored().get(), previous.get().keyId())
                && entra.works(base.stored().get().clientId(), previous.get().text(), operation);
    }

    /** Entra's list of secrets lags behind for a while, so one that is not listed is tried before it is given up. */
    private static boolean isUnlisted(DirectorySnapshot directory, StoredSecret stored, String keyId) {
        return directory
                .managed()
                .filter(app -> app.appId().equals(stored.clientId()))
                .filter(app -> app.secrets().stream()
                        .noneMatch(secret -> secret.keyId().equals(keyId)))
                .isPresent();
    }

    private static List<ServerObservation> see(
            List<ServerTarget> targets,
            boolean named,
            TenantIdentity tenant,
            WantedCredentials wanted,
            OperationContext operation)
            throws InterruptedException {
        List<ServerObservation> seen = new ArrayList<>();
        for (ServerTarget target : targets) {
            seen.add(ServerObservation.look(target, named, tenant, wanted, operation));
        }
        return seen;
    }
}
