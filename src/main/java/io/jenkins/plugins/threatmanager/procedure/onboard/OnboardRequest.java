package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an onboarding, or a part of it, is to bring about.
 *
 * @param goal its secret is empty if neither {@link Stage#SECRET} nor {@link Stage#SYNC} is wanted, its profile name if
 *     {@link Stage#SYNC} is not
 * @param stages which parts of the procedure
 * @param consentWait how long to wait for a person to consent where the bootstrap identity may not; zero for not at all
 * @param tolerated names of permissions that are not asked for, and no difference where the app has them: other servers
 *     may need them
 */
public record OnboardRequest(TenantGoal goal, Set<Stage> stages, Duration consentWait, Set<String> tolerated)
        implements ProcedureRequest {

    public OnboardRequest {
        stages = Set.copyOf(stages);
        tolerated = Set.copyOf(tolerated);
    }

    /** Where nobody else may need a permission. */
    public OnboardRequest(TenantGoal goal, Set<Stage> stages, Duration consentWait) {
        this(goal, stages, consentWait, Set.of());
    }

    public boolean wants(Stage stage) {
        return stages.contains(stage);
    }

    /** The same where less may be done. */
    OnboardRequest without(Allowance allowance) {
        return new OnboardRequest(goal.without(allowance), stages, consentWait, tolerated);
    }

    @Override
    public Set<EntraTask> tasks() {
        Set<EntraTask> tasks = EnumSet.of(EntraTask.READ_APPLICATIONS);
        if (wants(Stage.APP)) {
            tasks.add(EntraTask.WRITE_APPLICATION);
            tasks.add(EntraTask.CREATE_PRINCIPAL);
            tasks.add(EntraTask.GRANT);
        }
        if (wants(Stage.SECRET)) {
            tasks.add(EntraTask.ADD_SECRET);
        }
        return tasks;
    }

    @Override
    public List<String> statedTerms() {
        List<String> all = new ArrayList<>(List.of("onboard " + new TreeSet<>(stages)));
        all.addAll(ProcedureRequest.super.statedTerms());
        return all;
    }
}
