package io.jenkins.plugins.threatmanager.report;

import static io.jenkins.plugins.threatmanager.transport.RemoteText.printable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.Change;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A change of a plan, and whether it was made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PlannedChange {

    private static final String GRANT = "grant";
    private static final String WITHDRAW = "withdraw";

    private final String place;
    private final String what;
    private final String reason;

    /** Of a consent, {@link #GRANT} or {@link #WITHDRAW}; none for everything else, and in older builds. */
    @CheckForNull
    private final String consent;

    private final boolean done;

    private PlannedChange(String place, String what, String reason, @CheckForNull String consent, boolean done) {
        this.place = place;
        this.what = what;
        this.reason = reason;
        this.consent = consent;
        this.done = done;
    }

    static PlannedChange of(Change change) {
        return new PlannedChange(
                change.place().title(), printable(change.what()), printable(change.reason()), consent(change), false);
    }

    @CheckForNull
    private static String consent(Change change) {
        if (change instanceof Change.GrantPermission) {
            return GRANT;
        }
        return change instanceof Change.RevokePermission ? WITHDRAW : null;
    }

    /** Whether both are consents of the same kind. */
    boolean goesWith(PlannedChange other) {
        return consent != null && consent.equals(other.consent);
    }

    /** Whether it consents to a permission. */
    boolean isGrant() {
        return GRANT.equals(consent);
    }

    /** Whether this is that change, not made yet. */
    boolean isStill(PlannedChange change) {
        return !done && what.equals(change.what) && place.equals(change.place);
    }

    PlannedChange made() {
        return new PlannedChange(place, what, reason, consent, true);
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
