package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans Threat Manager's side: Credential Profile and Entra ID Sync. Pure. */
final class SyncPlanner {

    private final ProcedureRequest request;
    private final ServerSnapshot server;
    private final String cloudWord;
    private final Optional<String> clientId;
    private final PlanBuilder plan;
    private final OwnProfiles own;

    /** @param clientId of the app registration as it is or will be; empty if it is still to be created */
    SyncPlanner(
            ProcedureRequest request,
            ServerSnapshot server,
            String cloudWord,
            Optional<String> clientId,
            PlanBuilder plan) {
        this.request = request;
        this.server = server;
        this.cloudWord = cloudWord;
        this.clientId = clientId;
        this.plan = plan;
        this.own = OwnProfiles.of(server.profiles(), request.domain(), clientId);
    }

    /**
     * The profile that is ours: it carries the marker for this tenant, or holds the app's client ID. The wanted name
     * decides among several.
     */
    Optional<CredentialProfile> ownProfile() {
        return own.preferred(request.profileName());
    }

    /** @param keyId of the secret that the profile is to hold; empty if it is only now to be made */
    void plan(Optional<String> keyId) {
        Optional<CredentialProfile> profile = ownProfile().or(this::adoptable);
        if (profile.isPresent() && !mayTouch(profile.get())) {
            return;
        }
        List<EntraIdSync> syncs = server.syncsOf(request.domain());
        if (!mayTouch(syncs, profile)) {
            return;
        }
        planProfile(profile, keyId);
        planSync(syncs.stream().findFirst(), profile);
    }

    private Optional<CredentialProfile> adoptable() {
        return server.profiles().stream()
                .filter(profile -> profile.name().equals(request.profileName()))
                .findFirst();
    }

    private boolean mayTouch(CredentialProfile profile) {
        if (own.list().size() > 1 && !profile.name().equals(request.profileName())) {
            plan.obstacle(
                    ProcedureProblem.AMBIGUOUS,
                    "Several Credential Profiles hold this app's client ID: "
                            + own.list().stream().map(CredentialProfile::name).collect(Collectors.joining(", "))
                            + ".",
                    "Name the right one in the setting profileName, or delete the others.");
            return false;
        }
        Optional<ProfileMarker> marker = ProfileMarker.of(profile);
        if (request.allows(Allowance.ADOPT)) {
            return own.list().contains(profile) || new ProfileTakeover(request, server, plan).isAllowed(profile);
        }
        if (marker.isPresent() && !request.controller().is(marker.get().signer())) {
            plan.managedElsewhere(
                    "The Credential Profile '" + profile.name() + "'",
                    marker.get().signer(),
                    request.controller());
            return false;
        }
        if (!own.list().contains(profile)) {
            plan.obstacle(
                    ProcedureProblem.NOT_MANAGED,
                    "The Credential Profile '" + profile.name() + "' exists and was not made by this plugin.",
                    "Run again with 'adopt' to take it over, or choose another profile name.");
            return false;
        }
        return true;
    }

    /** Syncs that use what is ours for another tenant: Threat Manager cannot change a sync's tenant. */
    private List<EntraIdSync> elsewhere() {
        return server.syncs().stream()
                .filter(sync -> !server.isOf(sync, request.domain()))
                .filter(sync ->
                        own.list().stream().anyMatch(profile -> profile.id().equals(sync.profileId())))
                .toList();
    }

    private boolean mayTouch(List<EntraIdSync> syncs, Optional<CredentialProfile> profile) {
        if (!elsewhere().isEmpty() && !request.allows(Allowance.REPLACE)) {
            plan.obstacle(
                    ProcedureProblem.REPLACE_NEEDED,
                    "The Entra ID Sync for " + elsewhere().get(0).tenant() + " uses the Credential Profile '"
                            + profileName(elsewhere().get(0).profileId()) + "', which is for " + request.domain()
                            + ", and Threat Manager cannot change its tenant.",
                    "Run again with 'replace' to delete and re-create it, or correct the tenant's domain.");
            return false;
        }
        if (syncs.size() > 1) {
            plan.obstacle(
                    ProcedureProblem.AMBIGUOUS,
                    "Threat Manager has " + syncs.size() + " Entra ID Sync integrations for " + request.domain() + ".",
                    "Delete those that are not wanted in the Threat Manager console.");
            return false;
        }
        if (syncs.isEmpty()) {
            return true;
        }
        EntraIdSync sync = syncs.get(0);
        boolean pointsAtOurs = own.list().stream().anyMatch(known -> known.id().equals(sync.profileId()))
                || profile.filter(known -> known.id().equals(sync.profileId())).isPresent();
        if (!pointsAtOurs && !request.allows(Allowance.ADOPT)) {
            plan.obstacle(
                    ProcedureProblem.NOT_MANAGED,
                    "The Entra ID Sync for " + request.domain() + " uses the Credential Profile '"
                            + profileName(sync.profileId()) + "', which was not made by this plugin.",
                    "Run again with 'adopt' to point it at the managed profile.");
            return false;
        }
        if (!sync.azureCloud().equals(cloudWord) && !request.allows(Allowance.REPLACE)) {
            plan.obstacle(
                    ProcedureProblem.REPLACE_NEEDED,
                    "The Entra ID Sync for " + request.domain() + " is for the cloud " + sync.azureCloud() + ", not "
                            + cloudWord + ", and Threat Manager cannot change that.",
                    "Run again with 'replace' to delete and re-create it, or correct the tenant's cloud.");
            return false;
        }
        return true;
    }

    private void planProfile(Optional<CredentialProfile> existing, Optional<String> keyId) {
        if (existing.isEmpty()) {
            plan.change(new Change.CreateProfile(request.profileName(), "no profile holds this app's secret"));
            return;
        }
        CredentialProfile profile = existing.get();
        List<String> differences = new ArrayList<>();
        Optional<ProfileMarker> marker = ProfileMarker.of(profile);
        if (profile.credentials().stream()
                .noneMatch(credential ->
                        clientId.isPresent() && credential.userName().equalsIgnoreCase(clientId.get()))) {
            differences.add("it holds another user name than the app's client ID");
        }
        if (keyId.isEmpty()) {
            differences.add("it is to hold the new secret");
        } else if (marker.isEmpty()) {
            differences.add("it does not say which secret it holds");
        } else if (!marker.get().keyId().equalsIgnoreCase(keyId.get())) {
            differences.add("it holds the secret " + marker.get().keyId());
        }
        if (marker.isPresent()
                && !marker.get().signer().equals(request.controller().signer())) {
            differences.add(
                    request.controller().is(marker.get().signer())
                            ? "it does not name this controller's instance"
                            : "it carries the marker of "
                                    + marker.get().signer().words(request.controller()));
        }
        if (marker.isPresent() && !marker.get().domain().equalsIgnoreCase(request.domain())) {
            differences.add("it says that it is for the tenant " + marker.get().domain());
        }
        if (!profile.name().equals(request.profileName())) {
            differences.add("it is to be called '" + request.profileName() + "'");
        }
        if (!differences.isEmpty()) {
            plan.change(new Change.UpdateProfile(profile, request.profileName(), String.join("; ", differences)));
        }
    }

    private void planSync(Optional<EntraIdSync> existing, Optional<CredentialProfile> profile) {
        elsewhere()
                .forEach(sync -> plan.change(
                        new Change.DeleteSync(sync, "its tenant cannot be changed and replacing was asked for")));
        if (existing.isEmpty()) {
            plan.change(new Change.CreateSync(request.domain(), "Threat Manager does not sync this tenant"));
            return;
        }
        EntraIdSync sync = existing.get();
        if (server.isAlias(sync, request.domain())) {
            plan.remark("The Entra ID Sync names the tenant " + sync.tenant() + ", which is the same as "
                    + request.domain() + "; it stays as it is.");
        }
        if (!sync.azureCloud().equals(cloudWord)) {
            plan.change(new Change.DeleteSync(sync, "its cloud cannot be changed and replacing was asked for"));
            plan.change(new Change.CreateSync(request.domain(), "with the cloud " + cloudWord));
            return;
        }
        List<String> differences = new ArrayList<>();
        if (profile.isEmpty() || !profile.get().id().equals(sync.profileId())) {
            differences.add("it uses the Credential Profile '" + profileName(sync.profileId()) + "'");
        }
        if (!sync.enabled()) {
            differences.add("it is disabled");
        }
        if (!differences.isEmpty()) {
            plan.change(new Change.UpdateSync(sync, String.join("; ", differences)));
        }
    }

    private String profileName(String id) {
        return server.profiles().stream()
                .filter(profile -> profile.id().equals(id))
                .map(CredentialProfile::name)
                .findFirst()
                .orElse("with id " + id);
    }
}
