package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import java.time.Duration;
import java.util.Set;

/**
 * Which app is to be disabled, or enabled again.
 *
 * @param goal without secret and profile
 * @param clientIds application (client) IDs of the stored credentials that this plugin has written for the tenant;
 *     empty if there is none
 */
public record BreakGlassRequest(TenantGoal goal, Set<String> clientIds) implements ProcedureRequest {

    /** For all of it: long enough for a throttled tenant, and not longer than a person waits who is in a hurry. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    public BreakGlassRequest {
        clientIds = Set.copyOf(clientIds);
    }

    @Override
    public Set<EntraTask> tasks() {
        return Set.of(
                EntraTask.READ_APPLICATIONS,
                EntraTask.SWITCH_SIGN_IN,
                EntraTask.REMOVE_SECRET,
                EntraTask.REMOVE_CREDENTIAL);
    }

    /**
     * Whether it is an app of this plugin's: whose, and in how trusted hands, does not matter here. The unique name, by
     * which it was found, is not enough, since any member of the tenant may claim it first.
     */
    boolean concerns(Application app) {
        return AppMarker.signerOf(app).isPresent() || clientIds.stream().anyMatch(app.appId()::equalsIgnoreCase);
    }
}
