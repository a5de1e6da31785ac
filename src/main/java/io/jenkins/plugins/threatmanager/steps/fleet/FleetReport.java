package io.jenkins.plugins.threatmanager.steps.fleet;

import hudson.model.Run;
import io.jenkins.plugins.threatmanager.policy.BuildConfigurers;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The "Threat Manager fleet" page of a build: a table for each fleet, page by page, read from the files in which fleets put
 * down how far they have come. Whoever may read the build sees it, as the build log says the same.
 */
@Restricted(NoExternalUse.class)
public final class FleetReport implements RunAction2 {

    /** Replaced, never changed: Jenkins may be saving the build meanwhile. */
    private ArrayList<FleetHead> fleets = new ArrayList<>();

    private transient Run<?, ?> run;

    /** Adds a fleet to the build's page, making the page with the first; returns its number in the build. */
    public static int enter(Run<?, ?> run, String title, boolean planOnly) throws IOException {
        BuildConfigurers.stepOf(run);
        int number = of(run).add(title, planOnly);
        run.save();
        return number;
    }

    private static synchronized FleetReport of(Run<?, ?> run) {
        FleetReport report = run.getAction(FleetReport.class);
        if (report == null) {
            report = new FleetReport();
            run.addAction(report);
        }
        return report;
    }

    private synchronized int add(String title, boolean planOnly) {
        ArrayList<FleetHead> longer = new ArrayList<>(fleets);
        longer.add(new FleetHead(longer.size() + 1, title, planOnly));
        fleets = longer;
        return longer.size();
    }

    static FleetJournal journal(Run<?, ?> run, int number) {
        return new FleetJournal(FleetFiles.folder(run).resolve(number + ".log"));
    }

    synchronized List<FleetHead> heads() {
        return List.copyOf(fleets);
    }

    /** The tables. Used by index.jelly. */
    public List<FleetTable> getTables() {
        return heads().stream().map(head -> new FleetTable(run, head)).toList();
    }

    /** The page of one fleet, by its number in the build. Used by Stapler: {@code 1/}. */
    public FleetTable getDynamic(String number) {
        return heads().stream()
                .filter(head -> Integer.toString(head.number()).equals(number))
                .map(head -> new FleetTable(run, head))
                .findFirst()
                .orElse(null);
    }

    /** The build. Used by index.jelly, by that name for the layout of pages of builds. */
    public Run<?, ?> getObject() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attachedTo) {
        run = attachedTo;
    }

    @Override
    public void onLoad(Run<?, ?> loadedFrom) {
        run = loadedFrom;
    }

    @Override
    public String getIconFileName() {
        return "symbol-id-card";
    }

    @Override
    public String getDisplayName() {
        return Messages.FleetReport_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "threat-manager-fleet";
    }
}
