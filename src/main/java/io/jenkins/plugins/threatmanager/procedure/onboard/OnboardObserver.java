package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.LikelyProfiles;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck.Consents;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.identity.TenantIdentity;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the three places, no further than the plan depends on, and plans from what it sees. */
final class OnboardObserver {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final Optional<ThreatManagerServer> server;

    OnboardObserver(Places places, Optional<ThreatManagerServer> server) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
        this.server = server;
    }

    Observation observe(DirectorySnapshot directory, OnboardRequest request, OperationContext operation)
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
            integrations = Optional.of(new TenantIdentity(entra, request.domain(), directory)
                    .observe(server.get(), LikelyProfiles.of(request, directory.managed(), stored), operation));
        }
        Observation observed = new Observation(
                directory,
                VaultSnapshot.of(
                        vault,
                        request.goal().secret().map(ProcedureRequest.Secret::credentialsId),
                        stored,
                        works,
                        directory.managed()),
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

    static List<AppRole> wanted(OnboardRequest request, Observation observed) {
        return observed.entra().graph().offered(request.app().permissions());
    }

    /** The other servers are looked at only if a secret or a permission is to go, so that most runs are cheap. */
    Plan plan(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            Consents consents,
            OperationContext operation)
            throws InterruptedException {
        DoneByHand done =
                places.named().stream().findFirst().map(ServerTarget::done).orElse(DoneByHand.NOTHING);
        Plan plan = OnboardPlanner.plan(request, observed, wanted, List.of(), done, consents);
        if (plan.changes().stream()
                .noneMatch(change -> request.wants(Stage.SYNC) && change instanceof Change.RemoveSecret
                        || ExtraPermissions.areTakenBy(change))) {
            return plan;
        }
        TenantIdentity tenant = new TenantIdentity(entra, request.domain(), observed.entra());
        List<ServerObservation> seen = new ArrayList<>();
        for (ServerTarget other : places.others().get()) {
            seen.add(ServerObservation.look(other, false, tenant, WantedCredentials.ALL, operation));
        }
        return OnboardPlanner.plan(request, observed, wanted, seen, done, consents);
    }

    /** What is known before anything is changed. */
    static ApplyState before(OnboardRequest request, Observation observed) {
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
        return snapshot.syncsOf(request.domain()).stream().findFirst();
    }
}
