package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a rotation is to bring about.
 *
 * @param goal its profile name is empty where the profile is to be found by its marker; its app and its allowances but
 *     {@code ADOPT} do not matter
 */
public record RotationRequest(TenantGoal goal, RotationTerms terms) implements ProcedureRequest {

    @Override
    public Set<EntraTask> tasks() {
        return Set.of(EntraTask.ADD_SECRET);
    }

    /** Forced or not is no term: what differs by it is in the changes, and later phases are not forced. */
    @Override
    public List<String> statedTerms() {
        List<String> all = new ArrayList<>(List.of("rotate, grace period " + terms.gracePeriod()));
        all.addAll(ProcedureRequest.super.statedTerms());
        return all;
    }
}
