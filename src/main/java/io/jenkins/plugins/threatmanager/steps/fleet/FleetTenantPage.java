package io.jenkins.plugins.threatmanager.steps.fleet;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.report.Approval;
import io.jenkins.plugins.threatmanager.report.HandOffPage;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What one tenant of a fleet leaves to a person, as on the page of a build. It offers to approve a plan, to those who may. */
@Restricted(NoExternalUse.class)
public final class FleetTenantPage {

    private final Run<?, ?> run;
    private final int fleet;
    private final int index;
    private final OperationReport report;

    FleetTenantPage(Run<?, ?> run, int fleet, int index, OperationReport report) {
        this.run = run;
        this.fleet = fleet;
        this.index = index;
        this.report = report;
    }

    /** The build. Used by index.jelly, by that name for the layout of pages of builds. */
    public Run<?, ?> getObject() {
        return run;
    }

    public String getDisplayName() {
        return report.getTenant().isEmpty() ? report.getTitle() : report.getTenant();
    }

    /** Used by index.jelly. */
    public OperationReport getOperation() {
        return report;
    }

    /** What a person can do by hand: {@code handOff/0}; none if nothing is left to do by hand. */
    @CheckForNull
    public HandOffPage getHandOff(String number) {
        return number.equals("0")
                ? HandOffPage.of(
                        run,
                        report,
                        0,
                        new HandOffPage.Home(url(), () -> FleetFiles.keep(run, fleet, index, report, true)))
                : null;
    }

    /** The same by the operation. Used by byHand.jelly. */
    @CheckForNull
    public HandOffPage handOffOf(OperationReport operation) {
        return operation == report ? getHandOff("0") : null;
    }

    private String url() {
        return run.getUrl() + "threat-manager-fleet/" + fleet + "/" + index + "/";
    }

    /** How the approval of a plan stands; none if it is not known any more. Used by approval.jelly. */
    @CheckForNull
    public Approval approval(String digest) {
        return Approval.of(run, digest);
    }

    /**
     * Approves the plan, whose digest {@code digest} is.
     *
     * @throws Failure with a sentence, if the current user may not, or it does not wait any more
     */
    @POST
    public HttpResponse doApprove(@CheckForNull @QueryParameter String digest) {
        if (digest == null || !digest.equals(report.getDigest())) {
            throw new Failure(Messages.FleetTenantPage_Unknown());
        }
        Approval.approve(run, report);
        return HttpResponses.redirectViaContextPath(url());
    }
}
