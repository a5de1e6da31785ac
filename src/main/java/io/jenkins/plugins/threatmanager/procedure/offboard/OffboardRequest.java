package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an off-boarding is to remove: all that the goal describes. */
public record OffboardRequest(TenantGoal goal) implements ProcedureRequest {

    @Override
    public Set<EntraTask> tasks() {
        return Set.of(EntraTask.READ_APPLICATIONS, EntraTask.REMOVE_SECRET, EntraTask.DELETE_APPLICATION);
    }

    @Override
    public List<String> statedTerms() {
        List<String> all = new ArrayList<>(List.of("offboard"));
        all.addAll(ProcedureRequest.super.statedTerms());
        return all;
    }
}
