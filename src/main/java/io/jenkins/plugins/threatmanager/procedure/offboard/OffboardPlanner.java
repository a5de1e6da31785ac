package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustPlanner;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans an off-boarding: what is managed goes in the reverse order of its creation, so that at no moment an untracked
 * secret or consent works. Pure.
 */
public final class OffboardPlanner {

    private final ProcedureRequest request;
    private final OffboardObservation remains;
    private final PlanBuilder plan = new PlanBuilder();

    private OffboardPlanner(ProcedureRequest request, OffboardObservation remains) {
        this.request = request;
        this.remains = remains;
    }

    public static Plan plan(ProcedureRequest request, OffboardObservation remains) {
        return new OffboardPlanner(request, remains).plan();
    }

    private Plan plan() {
        Optional<Application> app = remains.app();
        if (app.isPresent() && !mayRemove(app.get())) {
            return plan.build();
        }
        requireOwnCredential(app);
        requireReadableServers();
        requireNoOtherController();
        requireNoOtherUse(app);
        remains.entra()
                .managed()
                .ifPresent(found -> new TrustPlanner(request, remains.entra(), remains.stored(), found, plan).report());
        planServers();
        remains.entra().managed().ifPresent(this::planSecrets);
        remains.stored()
                .ifPresent(stored -> plan.change(new Change.RemoveCredential(
                        stored.credentialsId(), remains.vault(), "nothing uses its secret any more")));
        remains.entra().managed().ifPresent(this::planConsents);
        remains.entra().managed().ifPresent(this::planDeletion);
        remains.entra().deleted().ifPresent(this::planPurge);
        remarkUnseen();
        return plan.build();
    }

    private boolean mayRemove(Application app) {
        Optional<Signer> owner = AppMarker.signerOf(app);
        boolean listed = owner.isPresent() || request.policy().mayAdopt(app.appId());
        if (request.allows(Allowance.ADOPT) && listed
                || owner.filter(request.controller()::is).isPresent()) {
            return true;
        }
        String which = "The app registration '" + app.displayName() + "'";
        if (owner.isPresent()) {
            plan.managedElsewhere(which, owner.get(), request.controller());
        } else {
            plan.obstacle(
                    ProcedureProblem.NOT_MANAGED,
                    which + " (" + app.appId() + ") does not carry this plugin's marker.",
                    "Onboard the tenant, which restores it; or let an administrator add its client ID to the adoptable"
                            + " app registrations of the tenant's policy, and run again with 'adopt' to remove it.");
        }
        return false;
    }

    private void requireOwnCredential(Optional<Application> app) {
        if (remains.stored().isEmpty()) {
            return;
        }
        StoredSecret stored = remains.stored().get();
        String which = "The credential '" + stored.credentialsId() + "'";
        if (!stored.tenant().equalsIgnoreCase(request.domain())) {
            refuseCredential(which + " belongs to the tenant " + stored.tenant() + ".");
        } else if (!stored.isFor(request.app().product())) {
            refuseCredential(which + " belongs to the product " + stored.product() + ".");
        } else if (app.isPresent() && !app.get().appId().equals(stored.clientId())) {
            refuseCredential(which + " belongs to another app registration (" + stored.clientId() + ").");
        } else if (remains.storedWorks()) {
            refuseCredential(which + " belongs to an app registration (" + stored.clientId()
                    + ") that works and does not have the unique name "
                    + request.app().uniqueName() + ".");
        }
    }

    private void refuseCredential(String cause) {
        plan.obstacle(ProcedureProblem.VAULT_REFUSED, cause, "Name the credential that onboarding made.");
    }

    /** Nothing is taken from a server that cannot be asked: within 30 days it could be given back, but not unnoticed. */
    private void requireReadableServers() {
        for (ServerObservation seen : remains.others()) {
            seen.unreadable()
                    .ifPresent(why -> plan.obstacle(
                            ProcedureProblem.SERVER_UNREADABLE,
                            "The Threat Manager server '" + seen.name()
                                    + "' may use the app registration and cannot be read: " + why.cause(),
                            "Fix that, or take the server out of the configuration, and run again."));
        }
    }

    private void requireNoOtherController() {
        if (request.allows(Allowance.ADOPT)) {
            return;
        }
        for (ServerObservation seen : remains.named()) {
            seen.own(request.domain(), Optional.empty())
                    .list()
                    .forEach(profile -> ProfileMarker.of(profile)
                            .filter(marker -> !request.controller().is(marker.signer()))
                            .ifPresent(marker -> plan.managedElsewhere(
                                    "The Credential Profile '" + profile.name() + "' on '" + seen.name() + "'",
                                    marker.signer(),
                                    request.controller())));
        }
    }

    private void requireNoOtherUse(Optional<Application> app) {
        List<String> uses = OtherUses.of(request, remains);
        if (!uses.isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.USED_BY_OTHERS,
                    "The app registration "
                            + app.map(known -> "'" + known.displayName() + "'")
                                    .or(remains::clientId)
                                    .orElse("of " + request.domain())
                            + " is not used by this controller's credential alone: " + String.join("; ", uses) + ".",
                    "Remove what is no longer needed, and name every server, before you run again.");
        }
    }

    /** What a person has to do comes first: until it is confirmed, nothing at all is removed. */
    private void planServers() {
        boolean inUse =
                remains.entra().managed().isPresent() || remains.stored().isPresent();
        for (ServerObservation seen : remains.named()) {
            if (seen.isByHand() && inUse) {
                plan.change(new Change.RemoveByHand(seen.name(), "the server is set up by hand"));
            }
        }
        for (ServerObservation seen : remains.named()) {
            seen.snapshot().ifPresent(integrations -> planServer(seen.name(), integrations));
        }
    }

    private void planServer(String server, ServerSnapshot integrations) {
        List<CredentialProfile> ours = ours(integrations);
        for (EntraIdSync sync : integrations.syncsOf(request.domain())) {
            if (ours.stream().anyMatch(profile -> profile.id().equals(sync.profileId()))) {
                plan.change(new Change.OnServer(
                        server, new Change.DeleteSync(sync, "it uses the managed Credential Profile")));
            } else {
                plan.remark("The Entra ID Sync for " + sync.tenant() + " on '" + server
                        + "' uses a Credential Profile that is not managed; it is left alone.");
            }
        }
        ours.forEach(profile -> plan.change(
                new Change.OnServer(server, new Change.DeleteProfile(profile, "it holds the app's client secret"))));
    }

    private List<CredentialProfile> ours(ServerSnapshot integrations) {
        return integrations.profiles().stream()
                .filter(profile -> OtherUses.isOurs(request, remains.clientId(), profile))
                .toList();
    }

    private void planSecrets(Application app) {
        new OwnSecrets(request, remains.place(), remains.stored())
                .in(Optional.of(app))
                .forEach(secret ->
                        plan.change(new Change.RemoveSecret(secret, "no client secret may outlive its credential")));
    }

    /** What others consented to is left for the app to take with it. */
    private void planConsents(Application app) {
        Map<String, String> names = remains.entra().graph().roleIds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        List<String> foreign = new ArrayList<>();
        for (Grant grant :
                app.servicePrincipal().map(principal -> principal.grants()).orElse(List.of())) {
            String name = names.getOrDefault(grant.appRoleId(), grant.appRoleId());
            if (request.app().permissions().contains(name)) {
                plan.change(
                        new Change.RevokePermission(grant, name, "so that restoring the app does not bring it back"));
            } else {
                foreign.add(name);
            }
        }
        if (!foreign.isEmpty()) {
            plan.remark("The app also holds " + String.join(", ", foreign)
                    + ", which is not withdrawn individually; deleting the app registration removes it.");
        }
    }

    private void planDeletion(Application app) {
        plan.change(new Change.DeleteApplication(app, "nothing uses it any more"));
        if (request.allows(Allowance.PURGE)) {
            plan.change(new Change.PurgeApplication(app, "purging was asked for"));
        } else {
            plan.remark("The app registration keeps its unique name in Entra's recycle bin for 30 days; until then"
                    + " onboarding with 'restore' takes it back, and off-boarding with 'purge' deletes it for good.");
        }
    }

    private void planPurge(Application deleted) {
        if (request.allows(Allowance.PURGE)) {
            plan.change(new Change.PurgeApplication(deleted, "it is in the recycle bin and purging was asked for"));
        } else if (!deleted.secrets().isEmpty()) {
            plan.remark("The app registration in the recycle bin still has "
                    + deleted.secrets().size()
                    + " client secrets, which would work again if somebody restored it; 'purge' deletes it for good.");
        }
    }

    private void remarkUnseen() {
        remains.entra()
                .sameName()
                .forEach(other -> plan.remark("Another app registration is also called '" + other.displayName() + "' ("
                        + other.appId() + "); it is left alone."));
        if (remains.app().isEmpty() && !remains.entra().bootstrap().mayReadGrants()) {
            plan.remark("The bootstrap identity may not read the recycle bin, so it is unknown whether the app"
                    + " registration is there.");
        }
        remains.others().stream()
                .filter(ServerObservation::isByHand)
                .forEach(seen -> plan.remark("The server '" + seen.name()
                        + "' is set up by hand: check in its console whether it uses the app registration, too."));
    }
}
