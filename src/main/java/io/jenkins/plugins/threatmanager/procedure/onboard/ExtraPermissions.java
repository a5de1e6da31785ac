package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans what becomes of permissions that an app registration has and that are not wanted: they stay as a finding, unless
 * their removal was asked for and nobody else is known to use the app registration. Of Microsoft Graph only. Pure.
 */
final class ExtraPermissions {

    private final OnboardRequest request;
    private final Observation observed;
    private final Set<String> wantedIds;
    private final List<ServerObservation> others;
    private final PlanBuilder plan;
    private final Map<String, String> names;

    /** @param others further servers that may use the app; empty also if they were not looked at */
    ExtraPermissions(
            OnboardRequest request,
            Observation observed,
            List<AppRole> wanted,
            List<ServerObservation> others,
            PlanBuilder plan) {
        this.request = request;
        this.observed = observed;
        this.wantedIds = wanted.stream().map(AppRole::id).collect(Collectors.toSet());
        this.others = others;
        this.plan = plan;
        this.names = observed.entra().graph().roleIds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    boolean removing() {
        return request.allows(Allowance.REMOVE_EXTRA_PERMISSIONS);
    }

    /** What an app registration asks for already, less what is to be removed. */
    Set<RequestedAccess> kept(Application app) {
        Set<RequestedAccess> access = new LinkedHashSet<>(app.access());
        if (removing()) {
            access.removeIf(ExtraPermissions::isGraphRole);
        }
        return access;
    }

    /** Whether a change takes away what somebody else may need. */
    static boolean areTakenBy(Change change) {
        if (change instanceof Change.UpdateApplication update) {
            return !update.spec().access().containsAll(update.existing().access());
        }
        if (change instanceof Change.AdoptApplication adopt) {
            return !adopt.spec().access().containsAll(adopt.found().access());
        }
        return change instanceof Change.RevokePermission;
    }

    void plan(Application app) {
        List<Grant> held = app.servicePrincipal().map(ServicePrincipal::grants).orElse(List.of()).stream()
                .filter(grant ->
                        grant.resourceId().equals(observed.entra().graph().objectId()))
                .filter(grant -> !wantedIds.contains(grant.appRoleId()))
                .toList();
        List<String> asked = app.access().stream()
                .filter(ExtraPermissions::isGraphRole)
                .map(RequestedAccess::permissionId)
                .filter(id -> !wantedIds.contains(id))
                .map(this::name)
                .toList();
        List<String> heldNames =
                held.stream().map(grant -> name(grant.appRoleId())).toList();
        if (!removing()) {
            extra(Resource.APPLICATION, "asks for", asked);
            extra(Resource.CONSENT, "holds", heldNames);
            return;
        }
        requireNoOtherUser(
                app,
                Stream.concat(heldNames.stream(), asked.stream()).distinct().toList());
        held.forEach(grant -> plan.change(
                new Change.RevokePermission(grant, name(grant.appRoleId()), "not wanted, and removal was asked for")));
    }

    private void requireNoOtherUser(Application app, List<String> extra) {
        if (extra.isEmpty()) {
            return;
        }
        boolean listed = extra.stream().anyMatch(request.policy().permissions()::contains);
        if (listed) {
            requireReadable();
        }
        List<String> users = OtherUsers.of(request, observed, app, others, listed);
        if (!users.isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.USED_BY_OTHERS,
                    "The app registration '" + app.displayName() + "' is not used by this controller's credential"
                            + " alone, and others may need " + String.join(", ", extra) + ": "
                            + String.join("; ", users) + ".",
                    "Add what they need to 'permissions', or remove what is no longer used, before you run again.");
        }
    }

    private void requireReadable() {
        for (ServerObservation seen : others) {
            seen.unreadable()
                    .ifPresent(why -> plan.obstacle(
                            ProcedureProblem.SERVER_UNREADABLE,
                            "The Threat Manager server '" + seen.name()
                                    + "' may use the app registration and cannot be read: " + why.cause(),
                            "Fix that, or take the server out of the configuration, and run again."));
            if (seen.isByHand()) {
                plan.remark("The server '" + seen.name()
                        + "' is set up by hand: check in its console whether it uses the app registration, too.");
            }
        }
    }

    private String name(String roleId) {
        return names.getOrDefault(roleId, roleId);
    }

    private static boolean isGraphRole(RequestedAccess entry) {
        return entry.resourceAppId().equals(RequestedAccess.MICROSOFT_GRAPH)
                && entry.type().equals("Role");
    }

    private void extra(Resource resource, String verb, List<String> found) {
        List<String> elsewhere =
                found.stream().filter(request.tolerated()::contains).toList();
        if (!elsewhere.isEmpty()) {
            plan.remark("The app also " + verb + " " + String.join(", ", elsewhere)
                    + ", which another server of the configuration may need by its version.");
        }
        List<String> names =
                found.stream().filter(name -> !elsewhere.contains(name)).toList();
        if (!names.isEmpty()) {
            plan.finding(
                    resource,
                    "The app also " + verb + " " + String.join(", ", names)
                            + ", beyond the wanted permissions; this stays unless 'removeExtraPermissions' is set.");
        }
    }
}
