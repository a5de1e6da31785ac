package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Set;

/** Reads the tenant, and says what is planned from that. */
final class FirstLook {

    private final Places places;

    FirstLook(Places places) {
        this.places = places;
    }

    /** @throws ProblemException with what a person can do meanwhile */
    DirectorySnapshot of(BreakGlassRequest request, OperationContext operation) throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        try {
            return PermissionCheck.observe(places.entra(), request, operation);
        } catch (ProblemException failure) {
            throw new ProblemException(
                            failure.problem(),
                            failure.cause(),
                            failure.remedy() + " Until then, " + BreakGlassPlanner.BY_HAND)
                    .withReference(failure.reference());
        }
    }

    /** What lacks a permission is tried all the same: a token does not show everything that is allowed. */
    Outcome planned(BreakGlassRequest request, DirectorySnapshot entra, Plan plan, OperationContext operation) {
        Plan checked = PermissionCheck.check(plan, entra.bootstrap(), PermissionCheck.Consents.TRIED, Set.of());
        places.journal().planned(checked);
        places.journal().lines(checked).forEach(operation::say);
        Overview overview = Overview.builder(
                        request.goal().tenant().name(),
                        request.domain(),
                        entra.signIn().tenantId())
                .app(entra.managed().map(Overview.App::of))
                .build();
        places.journal().overview(overview);
        return new Outcome(checked, List.of(), overview);
    }
}
