package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.Optional;

/**
 * Whether a Credential Profile that is not ours may be overwritten where that was asked for. Threat Manager gives no
 * password back, so what is overwritten is lost: a profile of another platform, or one that something else uses, is
 * never taken. Pure.
 */
final class ProfileTakeover {

    private static final String OTHER_NAME = "Choose another profile name.";

    private final ProcedureRequest request;
    private final ServerSnapshot server;
    private final PlanBuilder plan;

    ProfileTakeover(ProcedureRequest request, ServerSnapshot server, PlanBuilder plan) {
        this.request = request;
        this.server = server;
        this.plan = plan;
    }

    /** Says what stands in the way, if something does. */
    boolean isAllowed(CredentialProfile profile) {
        if (!request.policy().mayAdoptProfiles()) {
            plan.obstacle(request.policy()
                    .refusal(
                            "The policy of the tenant '"
                                    + request.goal().tenant().name()
                                    + "' does not allow to take over the Credential Profile '" + profile.name()
                                    + "', which was not made by this plugin.",
                            "Choose another profile name",
                            "add ADOPT_PROFILE to 'allow'"));
            return false;
        }
        Optional<String> obstacle = obstacle(profile);
        obstacle.ifPresent(why -> plan.obstacle(
                ProcedureProblem.NOT_MANAGED,
                "The Credential Profile '" + profile.name() + "' " + why + ", so it is not taken over.",
                OTHER_NAME));
        return obstacle.isEmpty();
    }

    /** @return what the profile does or holds; empty if nothing stands in the way */
    private Optional<String> obstacle(CredentialProfile profile) {
        if (profile.credentials().size() != 1
                || !Guid.is(profile.credentials().get(0).userName())) {
            return Optional.of("does not hold the client ID of an app and nothing else");
        }
        Optional<String> marked = ProfileMarker.of(profile)
                .map(ProfileMarker::domain)
                .filter(domain -> !domain.equalsIgnoreCase(request.domain()));
        if (marked.isPresent()) {
            return marked.map(domain -> "is managed for the tenant " + domain);
        }
        return server.syncs().stream()
                .filter(sync -> sync.profileId().equals(profile.id()))
                .filter(sync -> !server.isOf(sync, request.domain()))
                .map(EntraIdSync::tenant)
                .findFirst()
                .map(tenant -> "is used by the Entra ID Sync for " + tenant);
    }
}
