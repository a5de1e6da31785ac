package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a rotation of the bootstrap identity's own secret is to bring about.
 *
 * @param goal its secret is that of the bootstrap identity; its app and its allowances do not matter
 */
public record BootstrapRequest(TenantGoal goal, RotationTerms terms) implements ProcedureRequest {

    @Override
    public Set<EntraTask> tasks() {
        return Set.of(EntraTask.ADD_SECRET);
    }

    /** Forced or not is no term: what differs by it is in the changes, and later phases are not forced. */
    @Override
    public List<String> statedTerms() {
        List<String> all = new ArrayList<>(List.of("rotate bootstrap identity, grace period " + terms.gracePeriod()));
        all.addAll(ProcedureRequest.super.statedTerms());
        return all;
    }
}
