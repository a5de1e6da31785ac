package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an operation that came to no good end has left, by its journal, and how to go on. */
@Restricted(NoExternalUse.class)
public final class Aftermath {

    private final List<PlannedChange> made;
    private final List<PlannedChange> open;
    private final List<String> next;
    private final boolean planOnly;

    /** @param remedy what the failure says about that; none if it came from nothing that is known */
    Aftermath(List<PlannedChange> changes, boolean planOnly, @CheckForNull String remedy) {
        this.made = changes.stream().filter(PlannedChange::isDone).toList();
        this.open = changes.stream().filter(change -> !change.isDone()).toList();
        this.planOnly = planOnly;
        this.next = Stream.of(remedy, again()).filter(Objects::nonNull).toList();
    }

    private String again() {
        if (planOnly || made.isEmpty() && open.isEmpty()) {
            return Messages.Aftermath_AgainFromNothing();
        }
        return open.isEmpty() ? Messages.Aftermath_AgainAfterAll() : Messages.Aftermath_Again();
    }

    /** One sentence. Used by aftermath.jelly and summary.jelly. */
    public String getSentence() {
        if (planOnly || made.isEmpty() && open.isEmpty()) {
            return Messages.Aftermath_Nothing();
        }
        if (made.isEmpty()) {
            return Messages.Aftermath_None(open.size());
        }
        return open.isEmpty()
                ? Messages.Aftermath_All(made.size())
                : Messages.Aftermath_Some(made.size(), made.size() + open.size());
    }

    /** What was made, and stays. Used by aftermath.jelly. */
    public List<ChangeLine> getMade() {
        return planOnly ? List.of() : ChangeLine.of(made);
    }

    /** What was not made, or of which nobody has heard that it was. Used by aftermath.jelly. */
    public List<ChangeLine> getOpen() {
        return planOnly ? List.of() : ChangeLine.of(open);
    }

    /** What to do, in order, a sentence or two each. Used by aftermath.jelly and summary.jelly. */
    public List<String> getNext() {
        return next;
    }
}
