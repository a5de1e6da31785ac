package io.jenkins.plugins.threatmanager.procedure.onboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustPlanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans the app registration: application, service principal, permissions, consent. Pure. */
final class AppPlanner {

    private final OnboardRequest request;
    private final DirectorySnapshot entra;
    private final Observation observed;
    private final PlanBuilder plan;
    private final List<AppRole> wanted;
    private final ExtraPermissions extra;
    private final DetailsPlanner details;
    private Runnable last = () -> {};

    /** @param others further servers that may use the app; empty also if they were not looked at */
    AppPlanner(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            List<ServerObservation> others,
            PlanBuilder plan) {
        this.request = request;
        this.entra = observed.entra();
        this.observed = observed;
        this.plan = plan;
        this.wanted = wanted;
        this.extra = new ExtraPermissions(request, observed, wanted, others, plan);
        this.details = new DetailsPlanner(request.details(), entra.bootstrap(), plan);
    }

    void plan() {
        if (entra.managed().isPresent()) {
            planManaged(entra.managed().get());
        } else if (entra.deleted().isPresent()) {
            planDeleted(entra.deleted().get());
        } else if (!entra.sameName().isEmpty()) {
            planSameName();
        } else {
            plan.change(new Change.CreateApplication(
                    specFor(null),
                    "no app registration has the unique name " + request.app().uniqueName()));
            details.remarkOnOwners();
            planConsent(Optional.empty());
        }
    }

    /** What has to wait until nothing uses it any more. */
    void planLast() {
        last.run();
    }

    private void planManaged(Application app) {
        TrustPlanner trust = trust(app);
        if (!mayTouch(app) || !mayMark(app, trust)) {
            return;
        }
        if (!isInTrustedHands(app, trust)) {
            return;
        }
        for (Application other : entra.sameName()) {
            plan.remark("Another app registration is also called '" + other.displayName() + "' (" + other.appId()
                    + "); it is left alone.");
        }
        ApplicationSpec spec = specFor(app);
        List<String> differences = differences(app, spec);
        if (!differences.isEmpty()) {
            plan.change(new Change.UpdateApplication(app, spec, String.join("; ", differences)));
        }
        details.reportOwners(app);
        removeForeign(app, trust);
        planConsent(app.servicePrincipal());
        trust.reportConsentsElsewhere();
        extra.plan(app);
    }

    private void planDeleted(Application deleted) {
        if (!request.allows(Allowance.RESTORE)) {
            plan.obstacle(
                    ProcedureProblem.IN_RECYCLE_BIN,
                    "The app registration '" + deleted.displayName() + "' (" + deleted.appId()
                            + ") is in Entra's recycle bin and keeps the unique name "
                            + request.app().uniqueName() + " for 30 days.",
                    "Run again with 'restore' to take it back, or delete it for good by off-boarding with 'purge'.");
            return;
        }
        if (!mayTouch(deleted)) {
            return;
        }
        plan.change(new Change.RestoreApplication(deleted, "it holds the unique name and restoring was asked for"));
        ApplicationSpec spec = specFor(deleted);
        List<String> differences = differences(deleted, spec);
        if (!differences.isEmpty()) {
            plan.change(new Change.UpdateApplication(deleted, spec, String.join("; ", differences)));
        }
        plan.remark(
                "Who owns the app registration shows only once it is restored; if that is nobody trusted, the run ends"
                        + " there.");
        planConsent(Optional.empty());
    }

    private void planSameName() {
        Application found = entra.sameName().get(0);
        if (entra.sameName().size() > 1) {
            plan.obstacle(
                    ProcedureProblem.AMBIGUOUS,
                    entra.sameName().size() + " app registrations are called '" + found.displayName()
                            + "' and none is managed by this plugin: "
                            + entra.sameName().stream().map(Application::appId).collect(Collectors.joining(", "))
                            + ".",
                    "Choose another app name, or delete or rename those that are not used.");
            return;
        }
        if (!mayAdopt(found, "exists and was not made by this plugin")) {
            return;
        }
        if (!found.uniqueName().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NOT_MANAGED,
                    "The app registration '" + found.displayName() + "' already has the unique name '"
                            + found.uniqueName() + "', which cannot be changed.",
                    "Choose another app name.");
            return;
        }
        TrustPlanner trust = trust(found);
        // What a product may not have, its app must not bring along: an app can be meant for another product.
        boolean judged = lacksConsent(found) || !request.app().isForThreatManager();
        if (!trust.require() || judged && !trust.requireNoConsentBeyondPolicy()) {
            return;
        }
        plan.change(new Change.AdoptApplication(
                found, specFor(found), "it has the wanted name and adopting was asked for"));
        trust.remarkOnOwners();
        details.reportOwners(found);
        removeForeign(found, trust);
        planConsent(found.servicePrincipal());
        trust.reportConsentsElsewhere();
        extra.plan(found);
    }

    private TrustPlanner trust(Application app) {
        return new TrustPlanner(request, observed, app, plan);
    }

    /** Only what an administrator has named, and a job has asked for. */
    private boolean mayAdopt(Application app, String why) {
        boolean listed = request.policy().mayAdopt(app.appId());
        if (listed && request.allows(Allowance.ADOPT)) {
            return true;
        }
        plan.obstacle(
                ProcedureProblem.NOT_MANAGED,
                "The app registration '" + app.displayName() + "' (" + app.appId() + ") " + why + ".",
                listed
                        ? "Run again with 'adopt' to take it over, or choose another app name."
                        : "If it is to be taken over, let an administrator add its client ID to the adoptable app"
                                + " registrations of the tenant's policy, and run again with 'adopt'; otherwise choose"
                                + " another app name.");
        return false;
    }

    /** A marker that was lost, or not written yet, is put back on what the bootstrap identity owns. */
    private boolean mayMark(Application app, TrustPlanner trust) {
        return AppMarker.signerOf(app).isPresent()
                || trust.isOwn()
                || mayAdopt(
                        app,
                        "has the unique name " + request.app().uniqueName()
                                + " and does not carry this plugin's marker,"
                                + " and its owners do not prove that it is this plugin's");
    }

    /** Before anything is granted or marked, and the first secret is made. What is there already is maintained. */
    private boolean isInTrustedHands(Application app, TrustPlanner trust) {
        boolean grants = lacksConsent(app);
        boolean first = request.wants(Stage.SECRET) && !trust.isOnboarded();
        if (grants || first || !AppMarker.isManagedBy(app, request.controller())) {
            return trust.require() && (!grants || trust.requireNoConsentBeyondPolicy());
        }
        trust.report();
        return true;
    }

    private boolean lacksConsent(Application app) {
        return wanted.stream()
                .anyMatch(role -> app.servicePrincipal()
                        .filter(principal -> principal.holds(role))
                        .isEmpty());
    }

    private void removeForeign(Application app, TrustPlanner trust) {
        if (lacksConsent(app)) {
            trust.removeForeign();
        } else {
            last = trust::removeForeign;
        }
    }

    private boolean mayTouch(Application app) {
        Optional<Signer> other = AppMarker.otherSignerOf(app, request.controller());
        if (other.isPresent() && !request.allows(Allowance.ADOPT)) {
            plan.managedElsewhere(
                    "The app registration '" + app.displayName() + "'", other.get(), request.controller());
            return false;
        }
        return true;
    }

    /** Merged, never replaced: what others asked for stays, unless its removal was asked for. */
    private ApplicationSpec specFor(@CheckForNull Application existing) {
        Set<RequestedAccess> access = new LinkedHashSet<>();
        if (existing != null) {
            access.addAll(extra.kept(existing));
        }
        wanted.forEach(role -> access.add(RequestedAccess.of(role)));
        return new ApplicationSpec(
                request.app().uniqueName(),
                request.app().displayName(),
                AppMarker.tagsFor(existing == null ? List.of() : existing.tags(), request.controller()),
                List.copyOf(access),
                details.wanted());
    }

    private List<String> differences(Application app, ApplicationSpec spec) {
        List<String> differences = new ArrayList<>();
        if (!app.displayName().equals(spec.displayName())) {
            differences.add("it is called '" + app.displayName() + "'");
        }
        if (!app.signInAudience().equals(Application.SINGLE_TENANT)) {
            differences.add("its audience is " + app.signInAudience() + ", not this tenant alone");
        }
        if (!app.instanceLock()) {
            differences.add("its instance lock is off");
        }
        if (!AppMarker.isMarkedBy(app, request.controller())) {
            differences.add("it does not carry the marker of " + request.controller());
        }
        List<String> missing = wanted.stream()
                .filter(role -> !app.asksFor(role))
                .map(AppRole::name)
                .toList();
        if (!missing.isEmpty()) {
            differences.add("it does not ask for " + String.join(", ", missing));
        }
        differences.addAll(details.differences(app));
        if (spec.access().size() < app.access().size() + missing.size()) {
            differences.add("it asks for permissions that are not wanted");
        }
        return differences;
    }

    private void planConsent(Optional<ServicePrincipal> servicePrincipal) {
        if (servicePrincipal.isEmpty()) {
            plan.change(new Change.CreateServicePrincipal("the app has no identity in this tenant yet"));
        }
        for (AppRole role : wanted) {
            if (servicePrincipal.isEmpty() || !servicePrincipal.get().holds(role)) {
                plan.change(new Change.GrantPermission(role, "not granted yet"));
            }
        }
    }
}
