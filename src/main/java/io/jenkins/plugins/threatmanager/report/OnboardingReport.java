package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.policy.BuildConfigurers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * The "Threat Manager" page of a build: one part for each operation, in the order in which they began. Whoever may read
 * the build sees it, as the build log says the same. It offers to approve a plan, to those who may.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class OnboardingReport implements RunAction2 {

    /** Replaced, never changed: Jenkins may be saving the build meanwhile. */
    private ArrayList<OperationReport> operations = new ArrayList<>();

    private transient Run<?, ?> run;

    /**
     * Adds a part to the build's page, making the page with the first.
     *
     * @param title the operation's display name
     * @param planOnly whether to change nothing
     */
    public static ReportJournal begin(Run<?, ?> run, String title, boolean planOnly) throws IOException {
        OperationReport part = new OperationReport(title, planOnly);
        BuildConfigurers.stepOf(run);
        of(run).add(part);
        run.save();
        return new ReportJournal(run, part);
    }

    private static synchronized OnboardingReport of(Run<?, ?> run) {
        OnboardingReport report = run.getAction(OnboardingReport.class);
        if (report == null) {
            report = new OnboardingReport();
            run.addAction(report);
        }
        return report;
    }

    private synchronized void add(OperationReport part) {
        ArrayList<OperationReport> longer = new ArrayList<>(operations);
        longer.add(part);
        operations = longer;
    }

    @Exported(visibility = 2)
    public synchronized List<OperationReport> getOperations() {
        return List.copyOf(operations);
    }

    /** Whether more may come. Used by live.jelly. */
    public boolean isBuilding() {
        return run.isBuilding();
    }

    /** For pages of their own, which are parts of the build's page. Used by live.jelly and liveSummary.jelly. */
    public void requireReadable() {
        run.checkPermission(Item.READ);
    }

    /**
     * What a person can do for an operation of this build: {@code threat-manager/handOff/0}.
     *
     * @param index of the operation, in the order in which they began
     * @return none if there is no such operation, or it leaves nothing to do by hand
     */
    @CheckForNull
    public HandOffPage getHandOff(String index) {
        List<OperationReport> all = getOperations();
        for (int at = 0; at < all.size(); at++) {
            if (String.valueOf(at).equals(index)) {
                return HandOffPage.of(
                        run, all.get(at), at, new HandOffPage.Home(run.getUrl() + "threat-manager/", run::save));
            }
        }
        return null;
    }

    /** The same by the operation. Used by byHand.jelly. */
    @CheckForNull
    public HandOffPage handOffOf(OperationReport operation) {
        return getHandOff(String.valueOf(getOperations().indexOf(operation)));
    }

    /** How the approval of a plan stands; none if it is not known any more. Used by approval.jelly. */
    @CheckForNull
    public Approval approval(String digest) {
        return Approval.of(run, digest);
    }

    /**
     * Approves a plan of this build, whose digest {@code digest} is.
     *
     * @throws Failure with a sentence, if the current user may not, or it does not wait any more
     */
    @POST
    public HttpResponse doApprove(@CheckForNull @QueryParameter String digest) {
        OperationReport part = getOperations().stream()
                .filter(each -> digest != null && digest.equals(each.getDigest()))
                .findFirst()
                .orElseThrow(() -> new Failure(Messages.Approval_Unknown()));
        Approval.approve(run, part);
        return HttpResponses.redirectViaContextPath(run.getUrl() + getUrlName() + "/");
    }

    /** The build. Used by index.jelly, by that name for the layout of pages of builds. */
    public Run<?, ?> getObject() {
        return run;
    }

    /** The page for programs: {@code threat-manager/api/json}. */
    public Api getApi() {
        return new Api(this);
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
        return Messages.OnboardingReport_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "threat-manager";
    }
}
