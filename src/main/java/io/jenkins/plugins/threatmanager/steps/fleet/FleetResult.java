package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What {@code threatManagerFleet} returns. Plain values only, so that it survives a restart of the controller; never a
 * secret.
 */
public final class FleetResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<FleetResultEntry> entries;

    FleetResult(List<FleetEntry> all) {
        entries = new ArrayList<>(all.stream().map(FleetResultEntry::new).toList());
    }

    /** One for each tenant that was selected, in their order. */
    @Whitelisted
    public List<FleetResultEntry> getEntries() {
        return new ArrayList<>(entries);
    }

    /** How many tenants are done. */
    @Whitelisted
    public int getDone() {
        return count(FleetState.DONE);
    }

    /** How many were only planned, because {@code plan} was asked for. */
    @Whitelisted
    public int getPlanned() {
        return count(FleetState.PLANNED);
    }

    @Whitelisted
    public int getFailed() {
        return count(FleetState.FAILED);
    }

    /** How many the build may not use. */
    @Whitelisted
    public int getRefused() {
        return count(FleetState.REFUSED);
    }

    /** How many wait for another person's approval; nothing was changed there. */
    @Whitelisted
    public int getWantApproval() {
        return count(FleetState.WANTS_APPROVAL);
    }

    /** How many were left, because the fleet had stopped. */
    @Whitelisted
    public int getNotBegun() {
        return count(FleetState.NOT_BEGUN);
    }

    private int count(FleetState state) {
        return (int) entries.stream()
                .filter(entry -> entry.getState().equals(state.name()))
                .count();
    }

    /** Why the step fails: a sentence; empty if all that could be done is done. */
    public Optional<String> shortfall() {
        List<String> parts = new ArrayList<>();
        add(parts, getFailed(), "failed");
        add(parts, getRefused(), getRefused() == 1 ? "was refused" : "were refused");
        add(parts, getNotBegun(), getNotBegun() == 1 ? "was not begun" : "were not begun");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("Of " + entries.size() + (entries.size() == 1 ? " tenant " : " tenants ")
                        + String.join(", ", parts) + ".");
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** Summary for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return entries.size() + (entries.size() == 1 ? " tenant: " : " tenants: ") + getDone() + " done, "
                + getPlanned() + " planned, " + getFailed()
                + " failed, " + getRefused() + " refused, " + getWantApproval() + " want approval, " + getNotBegun()
                + " not begun";
    }
}
