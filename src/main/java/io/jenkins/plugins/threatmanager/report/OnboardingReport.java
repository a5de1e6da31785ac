package io.jenkins.plugins.threatmanager.report;

import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The "Threat Manager" page of a build: one part for each operation, in the order in which they ran. */
@ExportedBean
public final class OnboardingReport implements RunAction2 {

    private final List<OperationReport> operations = new ArrayList<>();
    private transient Run<?, ?> run;

    /**
     * Adds a part to the build's page, making the page with the first.
     *
     * @param title the operation's display name
     * @param planOnly whether nothing is to be changed
     */
    public static synchronized ReportJournal begin(Run<?, ?> run, String title, boolean planOnly) throws IOException {
        OnboardingReport report = run.getAction(OnboardingReport.class);
        if (report == null) {
            report = new OnboardingReport();
            run.addAction(report);
        }
        OperationReport part = new OperationReport(title, planOnly);
        report.add(part);
        run.save();
        return new ReportJournal(run, part);
    }

    private synchronized void add(OperationReport part) {
        operations.add(part);
    }

    @Exported(visibility = 2)
    public synchronized List<OperationReport> getOperations() {
        return List.copyOf(operations);
    }

    /** Used by index.jelly. */
    public Run<?, ?> getRun() {
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
        return "symbol-shield-checkmark-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.OnboardingReport_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "threat-manager";
    }
}
