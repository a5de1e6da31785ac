package io.jenkins.plugins.threatmanager.report;

import static io.jenkins.plugins.threatmanager.transport.RemoteText.printable;

import io.jenkins.plugins.threatmanager.procedure.Change;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A change of a plan, and whether it was made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PlannedChange {

    private final String place;
    private final String what;
    private final String reason;
    private final boolean done;

    private PlannedChange(String place, String what, String reason, boolean done) {
        this.place = place;
        this.what = what;
        this.reason = reason;
        this.done = done;
    }

    static PlannedChange of(Change change) {
        return new PlannedChange(change.place().title(), printable(change.what()), printable(change.reason()), false);
    }

    /** Whether this is that change, not made yet. */
    boolean isStill(PlannedChange change) {
        return !done && what.equals(change.what) && place.equals(change.place);
    }

    PlannedChange made() {
        return new PlannedChange(place, what, reason, true);
    }

    /** Entra, Jenkins or Threat Manager. */
    @Exported
    public String getPlace() {
        return place;
    }

    @Exported
    public String getWhat() {
        return what;
    }

    @Exported
    public String getReason() {
        return reason;
    }

    @Exported
    public boolean isDone() {
        return done;
    }
}
