package io.jenkins.plugins.threatmanager.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a build's page shows of a plan that is made again. */
class OperationReportTest {

    private static final Change PRINCIPAL = new Change.CreateServicePrincipal("missing");
    private static final Change PROFILE = new Change.CreateProfile("Entra", "missing");
    private static final Change OTHER = new Change.CreateProfile("Other", "missing");

    private static Plan plan(Change... changes) {
        return new Plan(List.of(changes), List.of(), List.of(), List.of());
    }

    /** After a wait for a person the rest is planned again: what was done until then stays done. */
    @Test
    void whatWasDoneStaysDone() {
        OperationReport report = new OperationReport("onboard", false);
        report.planned(plan(PRINCIPAL, PROFILE));
        report.done(PRINCIPAL);

        report.planned(plan(PRINCIPAL, OTHER));

        assertThat(report.getChanges()).extracting(PlannedChange::isDone).containsExactly(true, false);
        report.done(OTHER);
        assertThat(report.getChanges()).extracting(PlannedChange::isDone).containsExactly(true, true);
    }
}
