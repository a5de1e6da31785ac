package io.jenkins.plugins.threatmanager.steps.fleet;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One fleet on the page of a build. Used by table.jelly and index.jelly. */
@Restricted(NoExternalUse.class)
public final class FleetTable {

    private static final Logger LOGGER = Logger.getLogger(FleetTable.class.getName());

    private static final int ROWS = 100;

    private final Run<?, ?> run;
    private final FleetHead head;
    private final List<FleetEntry> entries;

    FleetTable(Run<?, ?> run, FleetHead head) {
        this.run = run;
        this.head = head;
        this.entries = read(run, head);
    }

    private static List<FleetEntry> read(Run<?, ?> run, FleetHead head) {
        try {
            return FleetReport.journal(run, head.number()).read();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read a fleet of {0}: {1}", new Object[] {run, e.getMessage()});
            return List.of();
        }
    }

    /** One tenant. */
    public record Row(int index, FleetEntry entry, boolean isLeft) {

        public int getIndex() {
            return index;
        }

        public String getTenant() {
            return entry.tenant();
        }

        public String getState() {
            return FleetWords.of(entry.state());
        }

        public String getStateName() {
            return entry.state().name();
        }

        public String getSentence() {
            return entry.sentence();
        }

        public List<String> getChanges() {
            return entry.changes();
        }

        /** Whether a page of its own says what is left to be done. */
        public boolean isOpen() {
            return isLeft;
        }
    }

    /** The build. Used by index.jelly, by that name for the layout of pages of builds. */
    public Run<?, ?> getObject() {
        return run;
    }

    public int getNumber() {
        return head.number();
    }

    public String getTitle() {
        return head.title();
    }

    public String getDisplayName() {
        return Messages.FleetReport_DisplayName() + " " + head.number();
    }

    public boolean isPlanOnly() {
        return head.isPlanOnly();
    }

    /** How many there are in each state that there is. */
    public List<String> getCounts() {
        List<String> counts = new ArrayList<>();
        for (FleetState state : FleetState.values()) {
            long count =
                    entries.stream().filter(entry -> entry.state() == state).count();
            if (count > 0) {
                counts.add(FleetWords.of(state) + ": " + count);
            }
        }
        return counts;
    }

    public int getTotal() {
        return entries.size();
    }

    /** @param page from 1 on, as a link says; anything else is the first */
    public List<Row> rows(@CheckForNull String page) {
        int from = (number(page) - 1) * ROWS;
        List<Row> rows = new ArrayList<>();
        for (int i = from; i < Math.min(from + ROWS, entries.size()); i++) {
            rows.add(new Row(i, entries.get(i), FleetFiles.isKept(run, head.number(), i)));
        }
        return rows;
    }

    private int number(@CheckForNull String page) {
        int last = Math.max(1, (entries.size() + ROWS - 1) / ROWS);
        return page != null && page.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(page), last) : 1;
    }

    /** The page before; 0 for none. */
    public int before(@CheckForNull String page) {
        return number(page) - 1;
    }

    /** The page after; 0 for none. */
    public int after(@CheckForNull String page) {
        return number(page) * ROWS < entries.size() ? number(page) + 1 : 0;
    }

    /** The page of one tenant, by its place in the list. Used by Stapler: {@code 1/17/}. */
    @CheckForNull
    public FleetTenantPage getDynamic(String index) {
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= entries.size()) {
            return null;
        }
        int place = Integer.parseInt(index);
        return FleetFiles.read(run, head.number(), place)
                .map(report -> new FleetTenantPage(run, head.number(), place, report))
                .orElse(null);
    }
}
