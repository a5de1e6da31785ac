package io.jenkins.plugins.threatmanager.report;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A change of a plan, and whether it was made. */
@ExportedBean
public final class PlannedChange {

    private final String place;
    private final String what;
    private final String reason;
    private volatile boolean done;

    PlannedChange(String place, String what, String reason) {
        this.place = place;
        this.what = what;
        this.reason = reason;
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

    void markDone() {
        done = true;
    }
}
