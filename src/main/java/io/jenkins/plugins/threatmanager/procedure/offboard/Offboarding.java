package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.LikelyProfiles;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.identity.TenantIdentity;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
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
 * Off-boarding: removes what {@link Onboarding} made, in reverse order, and nothing else. Converges like it: from any
 * interruption the next run resumes.
 */
public final class Offboarding implements Procedure<OffboardRequest> {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final List<ServerTarget> named;

    /** @param places its named servers are those from which the tenant is to be removed */
    public Offboarding(Places places) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
        this.named = places.named();
    }

    @Override
    public Outcome plan(OffboardRequest request, OperationContext operation) throws InterruptedException {
        OffboardObservation remains = observe(request, operation);
        Plan plan = plan(request, remains);
        announce(plan, operation);
        Overview overview = new OffboardProgress(request, remains, plan).overview();
        places.journal().overview(overview);
        return new Outcome(plan, List.of(), overview);
    }

    @Override
    public Outcome run(OffboardRequest request, OperationContext operation) throws InterruptedException {
        return places.locks().alone(request, operation, () -> runAlone(request, operation));
    }

    private Outcome runAlone(OffboardRequest request, OperationContext operation) throws InterruptedException {
        OffboardObservation remains = observe(request, operation);
        Plan plan = plan(request, remains);
        announce(plan, operation);
        plan.requirePossible();
        if (remains.stored().isPresent()) {
            vault.checkRemovable(remains.stored().get().credentialsId());
        }
        places.admit(request, plan);
        OffboardProgress left = new OffboardProgress(request, remains, plan);
        OffboardApplier applier =
                new OffboardApplier(request, entra, remains, vault, rest(), left, places.journal(), operation);
        try {
            applier.apply(plan);
        } finally {
            places.journal().overview(left.overview());
        }
        return new Outcome(plan, applier.done(), left.overview());
    }

    /** Deleting the app withdraws its consents, too. */
    private static Plan plan(ProcedureRequest request, OffboardObservation remains) {
        return PermissionCheck.check(
                OffboardPlanner.plan(request, remains),
                remains.entra().bootstrap(),
                PermissionCheck.Consents.NEEDED,
                Set.of(EntraTask.REVOKE));
    }

    private void announce(Plan plan, OperationContext operation) {
        places.journal().planned(plan);
        places.journal().lines(plan).forEach(operation::say);
    }

    private Map<String, ThreatManagerServer> rest() {
        Map<String, ThreatManagerServer> rest = new HashMap<>();
        named.forEach(target -> target.server().ifPresent(server -> rest.put(target.name(), server)));
        return rest;
    }

    private OffboardObservation observe(ProcedureRequest request, OperationContext operation)
            throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        DirectorySnapshot directory = PermissionCheck.observe(entra, request, operation);
        Optional<StoredSecret> stored = vault.find(request.secret().credentialsId());
        boolean missing = directory.managed().isEmpty() && directory.deleted().isEmpty();
        boolean works = missing
                && stored.isPresent()
                && stored.get().tenant().equalsIgnoreCase(request.domain())
                && entra.works(stored.get().clientId(), stored.get().text(), operation);
        List<ServerObservation> seen = new ArrayList<>();
        // Whoever holds the app's client ID uses it; where there is neither app nor secret, it is unused.
        WantedCredentials wanted = missing && stored.isEmpty()
                ? LikelyProfiles.of(request, Optional.empty(), stored)
                : WantedCredentials.ALL;
        TenantIdentity tenant = new TenantIdentity(entra, request.domain(), directory);
        for (ServerTarget target : named) {
            seen.add(readable(ServerObservation.look(target, true, tenant, wanted, operation)));
        }
        for (ServerTarget target : missing && stored.isEmpty()
                ? List.<ServerTarget>of()
                : places.others().get()) {
            seen.add(ServerObservation.look(target, false, tenant, wanted, operation));
        }
        return new OffboardObservation(directory, stored, works, vault.place(), vault.description(), seen);
    }

    private static ServerObservation readable(ServerObservation seen) {
        seen.unreadable().ifPresent(why -> {
            throw why;
        });
        return seen;
    }
}
