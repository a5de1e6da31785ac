package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.LikelyProfiles;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck.Consents;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.apply.AppClaim;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.ClaimLostException;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.apply.ServerApplier;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The procedure: observe, plan, apply, verify. Converges: run it once or a hundred times, from any half-done state, and
 * the result is the same.
 */
public final class Onboarding implements Procedure<OnboardRequest> {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final Optional<ThreatManagerServer> server;

    /** @param places it is about the first of the named servers; none is needed where {@link Stage#SYNC} is never wanted */
    public Onboarding(Places places) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
        this.server = places.named().stream().findFirst().flatMap(ServerTarget::server);
    }

    @Override
    public Outcome plan(OnboardRequest request, OperationContext operation) throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        Observation observed = observe(PermissionCheck.observe(entra, request, operation), request, operation);
        List<AppRole> wanted = wanted(request, observed);
        Optional<FirstSync.Look> look = look(request, observed, wanted, operation);
        boolean waits = !request.consentWait().isZero();
        Plan planned = plan(request, observed, wanted, waits ? Consents.BY_A_PERSON : Consents.NEEDED, operation);
        Plan plan = FirstSync.finding(look, FirstSync.touch(planned))
                .map(planned::with)
                .orElse(planned);
        announce(plan, operation);
        Overview overview = overview(request, observed, wanted, before(request, observed), look);
        places.journal().overview(overview);
        return new Outcome(plan, List.of(), overview);
    }

    @Override
    public Outcome run(OnboardRequest request, OperationContext operation) throws InterruptedException {
        Applied changed = places.locks().alone(request, operation, () -> runAlone(request, operation));
        return followed(changed, operation);
    }

    /** What a run has brought about, before its sync was waited for. */
    private record Applied(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            Plan plan,
            ApplyState state,
            List<Change> done) {}

    private Applied runAlone(OnboardRequest request, OperationContext operation) throws InterruptedException {
        AppClaim claim = new AppClaim(request, entra, operation);
        for (int lost = 0; ; lost++) {
            operation.say("reading tenant " + request.domain());
            DirectorySnapshot directory = claim.settled(lost);
            try {
                return carryOut(
                        lost > 0 && claim.isOthers(directory) ? request.without(Allowance.ADOPT) : request,
                        directory,
                        operation);
            } catch (ClaimLostException e) {
                operation.say("another run may have created the app registration at the same moment");
            }
        }
    }

    private Applied carryOut(OnboardRequest request, DirectorySnapshot directory, OperationContext operation)
            throws InterruptedException {
        Observation observed = observe(directory, request, operation);
        List<AppRole> wanted = wanted(request, observed);
        // Without the right to consent, too: a person can consent only to an app that is there.
        Plan plan = plan(request, observed, wanted, Consents.TRIED, operation);
        announce(plan, operation);
        plan.requirePossible();
        if (request.wants(Stage.SECRET) && !plan.changesNothing()) {
            vault.checkWritable(request.secret().credentialsId());
        }
        ApplyState applied = before(request, observed);
        Optional<ServerApplier> serverApplier = server.filter(some -> request.wants(Stage.SYNC))
                .map(some -> new ServerApplier(request, some, vault, applied, operation));
        OnboardApplier applier = new OnboardApplier(
                request,
                entra,
                observed.entra(),
                new EntraApplier(request, entra, observed.entra(), vault, applied, operation),
                serverApplier,
                applied,
                places.journal(),
                operation);
        boolean complete = false;
        try {
            applier.apply(plan);
            complete = true;
        } finally {
            if (!complete) {
                places.journal().overview(overview(request, observed, wanted, applied, Optional.empty()));
            }
        }
        return new Applied(request, observed, wanted, plan, applied, applier.done());
    }

    /** Without the lock: a first sync may take hours, and nothing is changed any more. */
    private Outcome followed(Applied changed, OperationContext operation) throws InterruptedException {
        Optional<FirstSync.Look> look = Optional.empty();
        try {
            look = awaitFirstSync(changed.plan(), changed.state(), changed.wanted(), operation);
        } finally {
            places.journal().overview(overview(changed, look));
        }
        FirstSync.requireNotFailed(look);
        return new Outcome(changed.plan(), changed.done(), overview(changed, look));
    }

    private Overview overview(Applied changed, Optional<FirstSync.Look> look) {
        return overview(changed.request(), changed.observed(), changed.wanted(), changed.state(), look);
    }

    /** The other servers are looked at only if a secret is to go, so that most runs are cheap. */
    private Plan plan(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            Consents consents,
            OperationContext operation)
            throws InterruptedException {
        Plan plan = OnboardPlanner.plan(request, observed, wanted, List.of(), consents);
        if (!request.wants(Stage.SYNC) || plan.changes().stream().noneMatch(Change.RemoveSecret.class::isInstance)) {
            return plan;
        }
        List<ServerObservation> seen = new ArrayList<>();
        for (ServerTarget other : places.others().get()) {
            seen.add(ServerObservation.look(other, false, WantedCredentials.ALL, operation));
        }
        return OnboardPlanner.plan(request, observed, wanted, seen, consents);
    }

    private void announce(Plan plan, OperationContext operation) {
        places.journal().planned(plan);
        places.journal().lines(plan).forEach(operation::say);
    }

    private Observation observe(DirectorySnapshot directory, OnboardRequest request, OperationContext operation)
            throws InterruptedException {
        Optional<StoredSecret> stored = request.goal().secret().isEmpty()
                ? Optional.empty()
                : vault.find(request.secret().credentialsId());
        Optional<Boolean> works = Optional.empty();
        if (stored.isPresent()
                && directory.managed().isPresent()
                && unlisted(directory.managed().get(), stored.get())) {
            works = Optional.of(
                    entra.works(stored.get().clientId(), stored.get().text(), operation));
        }
        Optional<ServerSnapshot> integrations = Optional.empty();
        if (server.isPresent() && request.wants(Stage.SYNC)) {
            operation.say("reading Threat Manager");
            integrations = Optional.of(
                    server.get().observe(LikelyProfiles.of(request, directory.managed(), stored), operation));
        }
        Observation observed = new Observation(
                directory,
                snapshot(request, stored, works),
                integrations,
                integrations.isPresent() ? server.get().azureCloudWord(request.cloud()) : "",
                operation.now());
        return complete(request, observed, operation);
    }

    /** Looks at the rest of the Credential Profiles only if the plan depends on it, and there is an app to be held. */
    private Observation complete(OnboardRequest request, Observation observed, OperationContext operation)
            throws InterruptedException {
        if (observed.server().map(ServerSnapshot::isComplete).orElse(true)
                || OnboardPlanner.appAsItWillBe(request, observed).isEmpty()
                || !OnboardPlanner.plan(request, observed, wanted(request, observed), List.of(), Consents.TRIED)
                        .dependsOnProfiles()) {
            return observed;
        }
        return observed.with(server.orElseThrow().complete(observed.server().get(), operation));
    }

    /** Entra's list of secrets lags behind for a while, so one that is not listed is tried before it is given up. */
    private static boolean unlisted(Application app, StoredSecret stored) {
        return app.appId().equals(stored.clientId())
                && app.secrets().stream().noneMatch(secret -> secret.keyId().equals(stored.keyId()));
    }

    private static List<AppRole> wanted(OnboardRequest request, Observation observed) {
        return observed.entra().graph().offered(request.app().permissions());
    }

    private ApplyState before(OnboardRequest request, Observation observed) {
        ApplyState applied = new ApplyState(OnboardPlanner.appAsItWillBe(request, observed), observed.stored());
        applied.storedWorks(observed.vault().works().orElse(false));
        observed.server().ifPresent(snapshot -> {
            applied.profile(new SyncPlanner(
                            request,
                            snapshot,
                            observed.cloudWord(),
                            applied.knownApplication().map(Application::appId),
                            new PlanBuilder())
                    .ownProfile());
            applied.sync(sync(request, snapshot));
        });
        return applied;
    }

    private static Optional<EntraIdSync> sync(OnboardRequest request, ServerSnapshot snapshot) {
        return snapshot.syncs().stream()
                .filter(sync -> sync.tenant().equalsIgnoreCase(request.domain()))
                .findFirst();
    }

    private Optional<FirstSync.Look> look(
            OnboardRequest request, Observation observed, List<AppRole> wanted, OperationContext operation)
            throws InterruptedException {
        ApplyState now = before(request, observed);
        return now.sync().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        FirstSync.look(server.orElseThrow(), now.sync().get(), repairedAt(now, wanted), operation));
    }

    private Optional<FirstSync.Look> awaitFirstSync(
            Plan plan, ApplyState applied, List<AppRole> wanted, OperationContext operation)
            throws InterruptedException {
        return applied.sync().isEmpty() || server.isEmpty()
                ? Optional.empty()
                : Optional.of(FirstSync.await(
                        server.get(),
                        applied.sync().get(),
                        FirstSync.touch(plan),
                        repairedAt(applied, wanted),
                        operation));
    }

    /** When the profile got the secret that it holds, or the app its last consent; empty if neither is known. */
    private static Optional<Instant> repairedAt(ApplyState applied, List<AppRole> wanted) {
        Stream<Instant> consents = applied.knownApplication().flatMap(Application::servicePrincipal).stream()
                .flatMap(principal -> principal.grants().stream())
                .filter(grant -> wanted.stream().anyMatch(role -> role.id().equals(grant.appRoleId())))
                .flatMap(grant -> grant.given().stream());
        Stream<Instant> filled = applied.profile().flatMap(ProfileMarker::of).flatMap(ProfileMarker::since).stream();
        return Stream.concat(consents, filled).max(Instant::compareTo);
    }

    private Overview overview(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            ApplyState applied,
            Optional<FirstSync.Look> look) {
        boolean byHand = server.isEmpty() && request.wants(Stage.SYNC);
        return OnboardOverviews.of(request, observed, wanted, applied, look, byHand);
    }

    /** Without a secret to make there is none that could move. */
    private VaultSnapshot snapshot(OnboardRequest request, Optional<StoredSecret> stored, Optional<Boolean> works)
            throws InterruptedException {
        Optional<ProcedureRequest.Secret> secret = request.goal().secret();
        return secret.isPresent()
                ? VaultSnapshot.of(vault, secret.get().credentialsId(), stored, works)
                : new VaultSnapshot(vault.place(), vault.description(), stored, works, Optional.empty());
    }
}
