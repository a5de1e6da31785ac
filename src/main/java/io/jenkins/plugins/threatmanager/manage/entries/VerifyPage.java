package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Describable;
import io.jenkins.plugins.threatmanager.config.named.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.POST;

/**
 * Verifies all entries of a list: {@code threat-manager/tenants/verify}. Made only for administrators. Showing it sends no
 * request anywhere.
 *
 * @param <T> what the list has
 */
@Restricted(NoExternalUse.class)
public final class VerifyPage<T extends Describable<T> & Named> {

    /** The last of each list since the start of Jenkins, by the list's address. */
    private static final Map<String, VerifyRun> RUNS = new ConcurrentHashMap<>();

    /** Of two persons who start at the same moment one does. */
    private static final Object START = new Object();

    private final EntryKind<T> kind;

    VerifyPage(EntryKind<T> kind) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        this.kind = kind;
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.VerifyPage_DisplayName(kind.title());
    }

    /** Name of the list. Used by index.jelly. */
    public String getListName() {
        return kind.title();
    }

    /** Of the list, below the address of the plugin. Used by index.jelly. */
    public String getListUrl() {
        return kind.url();
    }

    @CheckForNull
    private VerifyRun run() {
        return RUNS.get(kind.url());
    }

    /** Whether there was one since the start of Jenkins. Used by index.jelly. */
    public boolean isKnown() {
        return run() != null;
    }

    /** Used by index.jelly. */
    public boolean isUnderWay() {
        VerifyRun run = run();
        return run != null && run.isUnderWay();
    }

    /** Whether a person ended it before its end. Used by index.jelly. */
    public boolean isStopped() {
        VerifyRun run = run();
        return run != null && run.isStopped();
    }

    /** How many entries are verified. Used by index.jelly. */
    public int getDone() {
        VerifyRun run = run();
        return run == null ? 0 : run.done();
    }

    /** How many there were when it began; without one, how many there are. Used by index.jelly. */
    public int getAll() {
        VerifyRun run = run();
        return run == null ? kind.all().size() : run.rows().size();
    }

    /** How many have that state. Used by index.jelly. */
    public int count(String state) {
        return (int)
                getRows().stream().filter(row -> row.getState().equals(state)).count();
    }

    /** Those that want attention first. Used by index.jelly. */
    public List<VerifyRow> getRows() {
        VerifyRun run = run();
        return run == null
                ? List.of()
                : run.rows().stream()
                        .sorted(Comparator.comparing(VerifyRow::state).thenComparing(VerifyRow::getName))
                        .toList();
    }

    /** @param asked the number of a page, as an address has it. Used by index.jelly. */
    public Paged<VerifyRow> page(@CheckForNull String asked) {
        return Paged.of(getRows(), asked != null && asked.matches("\\d{1,6}") ? Integer.parseInt(asked) : 1);
    }

    /** Begins, unless one is under way. */
    @POST
    public HttpResponse doStart() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        synchronized (START) {
            if (!isUnderWay()) {
                List<String> names = kind.all().stream().map(Named::getName).toList();
                RUNS.put(kind.url(), VerifyRun.start(names, kind::verify));
            }
        }
        return back();
    }

    /** Ends what is under way. */
    @POST
    public HttpResponse doStop() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        VerifyRun run = run();
        if (run != null && run.isUnderWay()) {
            run.stop();
        }
        return back();
    }

    private HttpResponse back() {
        return HttpResponses.redirectViaContextPath("threat-manager/" + kind.url() + "/verify/");
    }

    /** For tests: ends with what is under way. */
    void join() throws InterruptedException {
        VerifyRun run = run();
        if (run != null) {
            run.join();
        }
    }
}
