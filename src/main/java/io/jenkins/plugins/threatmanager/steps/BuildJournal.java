package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.onboarding.Change;
import io.jenkins.plugins.threatmanager.onboarding.Journal;
import io.jenkins.plugins.threatmanager.onboarding.Overview;
import io.jenkins.plugins.threatmanager.onboarding.OverviewTable;
import io.jenkins.plugins.threatmanager.onboarding.Plan;
import io.jenkins.plugins.threatmanager.remote.Progress;

/** Writes into the build's page and the ledger, and ends the build log with a table, after a failure too. */
record BuildJournal(Journal page, Journal ledger, Progress log) implements Journal {

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
        OverviewTable.lines(overview).forEach(log::say);
    }
}
