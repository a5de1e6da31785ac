package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.rotate.Leftovers;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretPlanner;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretState;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretsInUse;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustPlanner;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From what is wanted and what was observed to the ordered list of changes. Pure: no clock, no network. */
public final class OnboardPlanner {

    private OnboardPlanner() {}

    /**
     * @param wanted the permissions asked for, as the tenant offers them
     * @param others further servers that may hold a secret of the app; empty also if they were not looked at
     * @param consents how to treat those that the bootstrap identity may not grant
     */
    public static Plan plan(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            List<ServerObservation> others,
            PermissionCheck.Consents consents) {
        return plan(request, observed, wanted, others, DoneByHand.NOTHING, consents);
    }

    /** @param done what people have said of their work in the console, if the server is set up by hand */
    static Plan plan(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            List<ServerObservation> others,
            DoneByHand done,
            PermissionCheck.Consents consents) {
        PlanBuilder plan = new PlanBuilder();
        fill(request, observed, wanted, others, done, plan);
        return PermissionCheck.check(
                plan.build(), plan.changes(), observed.entra().bootstrap(), consents, Set.of());
    }

    private static void fill(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            List<ServerObservation> others,
            DoneByHand done,
            PlanBuilder plan) {
        Optional<Application> app = appAsItWillBe(request, observed);
        if (app.isPresent() && !plan.requireEnabled(app.get())) {
            return;
        }
        requireOffered(request, observed.entra().graph(), plan);
        AppPlanner apps = new AppPlanner(request, observed, wanted, others, plan);
        if (request.wants(Stage.APP)) {
            apps.plan();
        } else if (!requireApp(request, observed, app, wanted, plan)) {
            return;
        }
        if (request.goal().secret().isPresent() && isOurs(request, app)) {
            new Leftovers(request, observed, app).report(plan);
        }
        Optional<String> clientId = app.map(Application::appId);
        Optional<SyncPlanner> sync = observed.server()
                .filter(server -> request.wants(Stage.SYNC))
                .map(server -> new SyncPlanner(request, server, observed.cloudWord(), clientId, plan));
        SecretsInUse held = held(request, observed, clientId, others, done);
        boolean newSecret = request.wants(Stage.SECRET) && new SecretPlanner(request, observed, plan).plan(app, held);
        if (request.wants(Stage.SYNC) && !request.wants(Stage.SECRET) && !requireSecret(request, observed, app, plan)) {
            return;
        }
        Optional<String> keyId =
                newSecret ? Optional.empty() : observed.stored().map(StoredSecret::keyId);
        sync.ifPresent(part -> part.plan(keyId));
        remarkOnUpgrade(newSecret || !request.app().isForThreatManager(), plan);
        apps.planLast();
        if (request.wants(Stage.SYNC) && observed.server().isEmpty()) {
            plan.remark(keyId.flatMap(stored -> done.said(DoneByHand.Task.ENTER, stored))
                    .map(said -> said.who() + " said on " + UtcFormat.andTime(said.when())
                            + " that the stored client secret was entered into Threat Manager.")
                    .orElse("Threat Manager is set up by hand: what to type where follows at the end."));
        }
    }

    /** A permission that is new in a version of Threat Manager is not in every cloud at once. */
    private static void requireOffered(OnboardRequest request, GraphResource graph, PlanBuilder plan) {
        List<String> names = request.app().permissions();
        List<String> absent = graph.roleIds().isEmpty() || !request.app().isForThreatManager()
                ? List.of()
                : names.stream()
                        .filter(PermissionSet::mayBeAbsent)
                        .filter(name -> !graph.roleIds().containsKey(name))
                        .toList();
        graph.absent(names.stream().filter(name -> !absent.contains(name)).toList())
                .ifPresent(plan::obstacle);
        if (!absent.isEmpty()) {
            plan.remark("This cloud does not offer " + String.join(", ", absent)
                    + " yet, which Threat Manager can do without: run again once it does.");
        }
    }

    /** The product's own upgrade page asks for the credential to be updated. */
    private static void remarkOnUpgrade(boolean newSecret, PlanBuilder plan) {
        List<String> granted = plan.changes().stream()
                .filter(Change.GrantPermission.class::isInstance)
                .map(change -> ((Change.GrantPermission) change).role().name())
                .toList();
        boolean upgrade = !granted.isEmpty() && granted.stream().allMatch(PermissionSet::mayBeAbsent);
        if (upgrade && !newSecret) {
            plan.remark("The client secret stays: after an upgrade of Threat Manager nothing has to be entered in its"
                    + " console, since tokens that it obtains from now on hold the new permissions.");
        }
    }

    /** Where no server is part of the procedure, none was looked at. */
    private static SecretsInUse held(
            OnboardRequest request,
            Observation observed,
            Optional<String> clientId,
            List<ServerObservation> others,
            DoneByHand done) {
        List<ServerObservation> servers = new ArrayList<>(others);
        if (request.wants(Stage.SYNC)) {
            servers.add(new ServerObservation("", true, observed.server(), Optional.empty(), done));
        }
        boolean said = servers.stream().anyMatch(ServerObservation::isByHand)
                && servers.stream().noneMatch(server -> server.waitsFor(DoneByHand.Task.ENTER, observed.stored()));
        return SecretsInUse.on(servers, request, clientId, said || request.allows(Allowance.CONFIRM));
    }

    /** What another controller manages is no leftover. */
    private static boolean isOurs(OnboardRequest request, Optional<Application> app) {
        return request.allows(Allowance.ADOPT)
                || app.flatMap(known -> AppMarker.otherSignerOf(known, request.controller()))
                        .isEmpty();
    }

    /** The app registration that the plan is about; empty if it is to be created. */
    static Optional<Application> appAsItWillBe(OnboardRequest request, Observation observed) {
        return observed.entra()
                .managed()
                .or(() -> observed.entra().deleted().filter(deleted -> request.allows(Allowance.RESTORE)))
                .or(() -> observed.entra().sameName().stream()
                        .filter(found -> request.allows(Allowance.ADOPT))
                        .findFirst());
    }

    private static boolean requireApp(
            OnboardRequest request,
            Observation observed,
            Optional<Application> app,
            List<AppRole> wanted,
            PlanBuilder plan) {
        if (app.isEmpty() || app.get().servicePrincipal().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NO_APP,
                    "The tenant " + request.domain() + " has no complete app registration with the unique name "
                            + request.app().uniqueName() + ".",
                    "Register the app first, or onboard the tenant in one step.");
            return false;
        }
        Optional<Signer> other = AppMarker.otherSignerOf(app.get(), request.controller());
        if (other.isPresent() && !request.allows(Allowance.ADOPT)) {
            plan.managedElsewhere(
                    "The app registration '" + app.get().displayName() + "'", other.get(), request.controller());
            return false;
        }
        TrustPlanner trust = new TrustPlanner(request, observed, app.get(), plan);
        if (request.wants(Stage.SECRET) && !trust.isOnboarded()) {
            if (!trust.require()) {
                return false;
            }
        } else {
            trust.report();
        }
        trust.reportLock();
        trust.reportConsents();
        String missing = wanted.stream()
                .filter(role -> !app.get().servicePrincipal().get().holds(role))
                .map(AppRole::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            plan.remark("Admin consent is missing for " + missing + ".");
        }
        return true;
    }

    private static boolean requireSecret(
            OnboardRequest request, Observation observed, Optional<Application> app, PlanBuilder plan) {
        Optional<String> fault =
                SecretState.of(request, observed, app, SecretsInUse.UNKNOWN).fault();
        fault.ifPresent(why -> plan.obstacle(
                ProcedureProblem.NO_SECRET,
                "The credential '" + request.secret().credentialsId() + "' has no secret that could be put into "
                        + "Threat Manager: " + why + ".",
                "Store a secret first, or onboard the tenant in one step."));
        return fault.isEmpty();
    }
}
