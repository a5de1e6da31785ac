package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.onboarding.PermissionCheck.Consents;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The procedure: observe, plan, apply, verify. Converges: run it once or a hundred times, from any half-done state, and
 * the result is the same.
 */
public final class Onboarding {

    private final EntraDirectory entra;
    private final SecretVault vault;
    private final Optional<ThreatManagerServer> server;
    private final Supplier<List<ServerTarget>> others;
    private final Locks locks;
    private final Journal journal;

    /**
     * Where there is no other server.
     *
     * @param server empty for a server that is set up by hand, or where {@link Stage#SYNC} is never wanted
     */
    public Onboarding(EntraDirectory entra, SecretVault vault, Optional<ThreatManagerServer> server, Journal journal) {
        this(entra, vault, server, List::of, journal);
    }

    /**
     * @param server empty for a server that is set up by hand, or where {@link Stage#SYNC} is never wanted
     * @param others further servers that may hold the same secret; asked for only before one is removed
     */
    public Onboarding(
            EntraDirectory entra,
            SecretVault vault,
            Optional<ThreatManagerServer> server,
            Supplier<List<ServerTarget>> others,
            Journal journal) {
        this(entra, vault, server, others, Locks.OF_THIS_JVM, journal);
    }

    Onboarding(
            EntraDirectory entra,
            SecretVault vault,
            Optional<ThreatManagerServer> server,
            Supplier<List<ServerTarget>> others,
            Locks locks,
            Journal journal) {
        this.entra = entra;
        this.vault = vault;
        this.server = server;
        this.others = others;
        this.locks = locks;
        this.journal = journal;
    }

    /**
     * Plans and changes nothing.
     *
     * @return the plan, obstacles included, and how the tenant stands
     */
    public Outcome plan(OnboardingRequest request, Operation operation) throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        Observed observed = observe(
                PermissionCheck.observe(entra, request, PermissionCheck.of(request), operation), request, operation);
        List<AppRole> wanted = wanted(request, observed);
        Optional<FirstSync.Look> look = look(request, observed, operation);
        boolean waits = !request.consentWait().isZero();
        Plan planned = plan(request, observed, wanted, waits ? Consents.BY_A_PERSON : Consents.NEEDED, operation);
        Plan plan = FirstSync.finding(look, FirstSync.touch(planned))
                .map(planned::with)
                .orElse(planned);
        announce(plan, operation);
        Overview overview = overview(request, observed, wanted, before(request, observed), look);
        journal.overview(overview);
        return new Outcome(plan, List.of(), overview);
    }

    /**
     * Plans, and carries the plan out.
     *
     * @throws io.jenkins.plugins.threatmanager.remote.Failure before anything was changed, if something stands in the
     *     way; later, if a change or the verification failed: running again goes on from there
     */
    public Outcome run(OnboardingRequest request, Operation operation) throws InterruptedException {
        return locks.alone(request, operation, () -> runAlone(request, operation));
    }

    private Outcome runAlone(OnboardingRequest request, Operation operation) throws InterruptedException {
        AppClaim claim = new AppClaim(request, entra, operation);
        for (int lost = 0; ; lost++) {
            operation.say("reading tenant " + request.domain());
            DirectorySnapshot directory = claim.settled(lost);
            try {
                return carryOut(lost == 0 ? request : claim.afterLosing(directory), directory, operation);
            } catch (ClaimLostException e) {
                operation.say("somebody else may have made the app registration at the same moment");
            }
        }
    }

    private Outcome carryOut(OnboardingRequest request, DirectorySnapshot directory, Operation operation)
            throws InterruptedException {
        Observed observed = observe(directory, request, operation);
        List<AppRole> wanted = wanted(request, observed);
        // Without the right to consent, too: a person can consent only to an app that is there.
        Plan plan = plan(request, observed, wanted, Consents.BY_A_PERSON, operation);
        announce(plan, operation);
        plan.requirePossible();
        if (request.wants(Stage.SECRET) && !plan.changesNothing()) {
            vault.checkWritable(request.secret().credentialsId());
        }
        Applied applied = before(request, observed);
        Optional<ServerApplier> serverApplier = server.filter(some -> request.wants(Stage.SYNC))
                .map(some -> new ServerApplier(request, some, vault, applied, operation));
        Applier applier = new Applier(
                request,
                entra,
                observed.entra(),
                new EntraApplier(request, entra, observed.entra(), vault, applied, operation),
                serverApplier,
                applied,
                journal,
                operation);
        Optional<FirstSync.Look> look = Optional.empty();
        try {
            applier.apply(plan);
            look = awaitFirstSync(plan, applied, operation);
        } finally {
            journal.overview(overview(request, observed, wanted, applied, look));
        }
        Overview overview = overview(request, observed, wanted, applied, look);
        FirstSync.requireNotFailed(look);
        return new Outcome(plan, applier.done(), overview);
    }

    /** The other servers are looked at only if a secret is to go, so that most runs are cheap. */
    private Plan plan(
            OnboardingRequest request, Observed observed, List<AppRole> wanted, Consents consents, Operation operation)
            throws InterruptedException {
        Plan plan = Planner.plan(request, observed, wanted, List.of(), consents);
        if (!request.wants(Stage.SYNC) || plan.changes().stream().noneMatch(Change.RemoveSecret.class::isInstance)) {
            return plan;
        }
        List<SeenServer> seen = new ArrayList<>();
        for (ServerTarget other : others.get()) {
            seen.add(SeenServer.look(other, false, WantedCredentials.ALL, operation));
        }
        return Planner.plan(request, observed, wanted, seen, consents);
    }

    private void announce(Plan plan, Operation operation) {
        journal.planned(plan);
        plan.lines().forEach(operation::say);
    }

    private Observed observe(DirectorySnapshot directory, OnboardingRequest request, Operation operation)
            throws InterruptedException {
        Optional<StoredSecret> stored = request.secret() == null
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
                    server.get().observe(OwnProfiles.likely(request, directory.managed(), stored), operation));
        }
        Observed observed = new Observed(
                directory,
                stored,
                works,
                vault.place(),
                vault.description(),
                integrations,
                integrations.isPresent() ? server.get().azureCloudWord(request.cloud()) : "",
                operation.now());
        return complete(request, observed, operation);
    }

    /** Looks at the rest of the Credential Profiles only if the plan depends on it, and there is an app to be held. */
    private Observed complete(OnboardingRequest request, Observed observed, Operation operation)
            throws InterruptedException {
        if (observed.server().map(ServerSnapshot::isComplete).orElse(true)
                || Planner.appAsItWillBe(request, observed).isEmpty()
                || !Planner.plan(request, observed, wanted(request, observed), List.of(), Consents.BY_A_PERSON)
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

    private static List<AppRole> wanted(OnboardingRequest request, Observed observed) {
        return observed.entra().graph().offered(request.app().permissions());
    }

    private Applied before(OnboardingRequest request, Observed observed) {
        Applied applied = new Applied(Planner.appAsItWillBe(request, observed), observed.stored());
        applied.storedWorks = observed.storedWorks().orElse(false);
        observed.server().ifPresent(snapshot -> {
            applied.profile = new SyncPlanner(
                            request,
                            snapshot,
                            observed.cloudWord(),
                            applied.application.map(Application::appId),
                            new PlanBuilder())
                    .ownProfile();
            applied.sync = sync(request, snapshot);
        });
        return applied;
    }

    private static Optional<EntraIdSync> sync(OnboardingRequest request, ServerSnapshot snapshot) {
        return snapshot.syncs().stream()
                .filter(sync -> sync.tenant().equalsIgnoreCase(request.domain()))
                .findFirst();
    }

    private Optional<FirstSync.Look> look(OnboardingRequest request, Observed observed, Operation operation)
            throws InterruptedException {
        Applied now = before(request, observed);
        return now.sync.isEmpty()
                ? Optional.empty()
                : Optional.of(FirstSync.look(server.orElseThrow(), now.sync.get(), filledAt(now), operation));
    }

    private Optional<FirstSync.Look> awaitFirstSync(Plan plan, Applied applied, Operation operation)
            throws InterruptedException {
        return applied.sync.isEmpty() || server.isEmpty()
                ? Optional.empty()
                : Optional.of(FirstSync.await(
                        server.get(), applied.sync.get(), FirstSync.touch(plan), filledAt(applied), operation));
    }

    /** When the profile got the secret that it holds; empty if that is not known. */
    private static Optional<Instant> filledAt(Applied applied) {
        return applied.profile.flatMap(ProfileMarker::of).flatMap(ProfileMarker::since);
    }

    private Overview overview(
            OnboardingRequest request,
            Observed observed,
            List<AppRole> wanted,
            Applied applied,
            Optional<FirstSync.Look> look) {
        boolean byHand = server.isEmpty() && request.wants(Stage.SYNC);
        return Overviews.of(request, observed, wanted, applied, look, byHand);
    }
}
