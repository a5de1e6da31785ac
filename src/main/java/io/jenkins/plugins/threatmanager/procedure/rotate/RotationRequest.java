package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import java.util.Set;

/**
 * What a rotation is to bring about.
 *
 * @param goal its profile name is null where the profile is to be found by its marker; its app and its allowances but
 *     {@code ADOPT} do not matter
 */
public record RotationRequest(TenantGoal goal, RotationTerms terms) implements ProcedureRequest {

    @Override
    public Set<EntraTask> tasks() {
        return Set.of(EntraTask.ADD_SECRET);
    }
}
