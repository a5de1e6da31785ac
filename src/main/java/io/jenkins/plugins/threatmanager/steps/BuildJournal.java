package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.List;

/** Writes into the build's page and the ledger, and ends the build log with a table, after a failure too. */
record BuildJournal(ProcedureListener page, ProcedureListener ledger, Progress tables, boolean readsOnly)
        implements ProcedureListener {

    @Override
    public List<String> lines(Plan plan) {
        return readsOnly ? plan.differenceLines() : plan.lines();
    }

    @Override
    public void planned(Plan plan) {
        page.planned(plan);
    }

    @Override
    public void done(Change change) {
        page.done(change);
        ledger.done(change);
    }

    @Override
    public void overview(Overview overview) {
        page.overview(overview);
        ledger.overview(overview);
        OverviewTable.lines(overview).forEach(tables::say);
    }
}
