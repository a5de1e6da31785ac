package io.jenkins.plugins.threatmanager.report;

import hudson.model.Run;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Writes an operation's reports into the build's page at once, so that the page is useful while the build runs. */
@Restricted(NoExternalUse.class)
public final class ReportJournal implements ProcedureListener {

    private static final Logger LOGGER = Logger.getLogger(ReportJournal.class.getName());

    private final Keeping keeping;
    private final OperationReport part;

    /** What keeps a report when there is news in it. */
    @FunctionalInterface
    interface Keeping {
        /** @param ended whether there is no more to come */
        void keep(boolean ended) throws IOException;
    }

    private ReportJournal(Keeping keeping, OperationReport part) {
        this.keeping = keeping;
        this.part = part;
    }

    ReportJournal(Run<?, ?> run, OperationReport part) {
        this(ended -> run.save(), part);
    }

    /**
     * Of an operation that is one of many: its report is kept by itself, once, when the operation has ended.
     *
     * @param title the operation's display name
     * @param planOnly whether to change nothing
     */
    public static ReportJournal ofOne(String title, boolean planOnly, Consumer<OperationReport> keeper) {
        OperationReport part = new OperationReport(title, planOnly);
        return new ReportJournal(
                ended -> {
                    if (ended) {
                        keeper.accept(part);
                    }
                },
                part);
    }

    /** @param server empty if the operation has nothing to do with a server */
    public void about(String tenant, String domain, String server) {
        part.about(tenant, domain, server);
        save();
    }

    @Override
    public void planned(Plan plan) {
        part.planned(plan);
        save();
    }

    @Override
    public void done(Change change) {
        part.done(change);
        save();
    }

    @Override
    public void overview(Overview overview) {
        part.overview(overview);
        save();
    }

    /** Shows what is said as what the operation is doing, besides saying it. */
    public Progress hearing(Progress log) {
        return line -> {
            part.says(RemoteText.printable(line));
            log.say(line);
        };
    }

    /** Why it is about to end: {@link #ended} follows, and saves. */
    public void failed(ProblemException problem) {
        part.failed(problem);
    }

    /** The plan can be approved under that digest. */
    public void offered(String digest) {
        part.offered(digest);
        save();
    }

    /** @param sentence why the operation ended without success; empty for success */
    public void ended(String sentence) {
        part.ended(sentence);
        save(true);
    }

    private void save() {
        save(false);
    }

    /** A page that cannot be kept is no reason to leave a tenant half-done. */
    private void save(boolean ended) {
        try {
            keeping.keep(ended);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save the report on " + part.getTenant());
        }
    }
}
