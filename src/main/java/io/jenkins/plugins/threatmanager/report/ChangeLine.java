package io.jenkins.plugins.threatmanager.report;

import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A line of the table of changes: one change, or all consents that follow each other, which say little one by one. */
@Restricted(NoExternalUse.class)
public final class ChangeLine {

    private final List<PlannedChange> changes;

    private ChangeLine(List<PlannedChange> changes) {
        this.changes = List.copyOf(changes);
    }

    /** In the same order. */
    static List<ChangeLine> of(List<PlannedChange> changes) {
        List<ChangeLine> lines = new ArrayList<>();
        List<PlannedChange> together = new ArrayList<>();
        for (PlannedChange change : changes) {
            if (!together.isEmpty() && !change.goesWith(together.get(0))) {
                lines.add(new ChangeLine(together));
                together.clear();
            }
            together.add(change);
        }
        if (!together.isEmpty()) {
            lines.add(new ChangeLine(together));
        }
        return lines;
    }

    /** More than one for a line that opens. Used by changes.jelly. */
    public List<PlannedChange> getChanges() {
        return changes;
    }

    /** Used by changes.jelly. */
    public boolean isGroup() {
        return changes.size() > 1;
    }

    /** Used by changes.jelly. */
    public String getPlace() {
        return changes.get(0).getPlace();
    }

    /** Used by changes.jelly. */
    public String getWhat() {
        if (!isGroup()) {
            return changes.get(0).getWhat();
        }
        return changes.get(0).isGrant()
                ? Messages.ChangeLine_Grant(changes.size())
                : Messages.ChangeLine_Withdraw(changes.size());
    }

    /** Empty where those of a group differ. Used by changes.jelly. */
    public String getReason() {
        List<String> reasons =
                changes.stream().map(PlannedChange::getReason).distinct().toList();
        return reasons.size() == 1 ? reasons.get(0) : "";
    }

    /** How many of them were made. Used by changes.jelly. */
    public long getMade() {
        return changes.stream().filter(PlannedChange::isDone).count();
    }

    /** Used by changes.jelly. */
    public boolean isDone() {
        return getMade() == changes.size();
    }

    /** Whether some of a group were made, and some were not. Used by changes.jelly. */
    public boolean isPartlyDone() {
        return getMade() > 0 && !isDone();
    }
}
