package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who begins next. It remembers nothing: all of it follows from the state of each tenant, so that a controller that was
 * started again goes on where the one before it was killed.
 *
 * <p>All tenants are planned before the first is changed. Then as many as the canary says have to be done before the
 * others begin; those that want approval prove nothing, and the next take their place.
 *
 * @param plans whether each is planned first; what only reads is not
 * @param changes whether anything comes after the plans
 * @param canary how many have to be done first; 0 for none
 * @param concurrency how many at a time, 1 or more
 * @param maxFailures after how many failures nothing more begins, 1 or more; a canary that fails ends it at once
 */
public record FleetSchedule(boolean plans, boolean changes, int canary, int concurrency, int maxFailures) {

    /** @throws IllegalArgumentException with a sentence for a person, if a number makes no sense */
    public FleetSchedule {
        atLeast("canary", canary, 0);
        atLeast("concurrency", concurrency, 1);
        atLeast("maxFailures", maxFailures, 1);
    }

    private static void atLeast(String name, int given, int least) {
        if (given < least) {
            throw new IllegalArgumentException(
                    name + " must be a whole number, " + least + " or more: '" + given + "' is not.");
        }
    }

    /**
     * One tenant's turn.
     *
     * @param index its place in the list
     * @param plan whether it is planned, not changed
     */
    public record Turn(int index, boolean plan) {}

    /**
     * @param all in their order
     * @param underWay places of those whose turn it is already
     * @return whose turn it is now; empty if the others have to end first, or all is over
     */
    public List<Turn> next(List<FleetEntry> all, Set<Integer> underWay) {
        if (isStopped(all)) {
            return List.of();
        }
        int room = concurrency - underWay.size();
        if (plans && count(all, FleetState.WAITING) > 0) {
            return turns(all, underWay, room, true, FleetState.WAITING);
        }
        if (!changes) {
            return List.of();
        }
        int proven = count(all, FleetState.DONE);
        int allowed = proven < canary ? Math.min(room, canary - proven - underWay.size()) : room;
        // What was under way when the controller was killed may be half done: it comes first.
        List<Turn> turns = new ArrayList<>(turns(all, underWay, allowed, false, FleetState.RUNNING));
        turns.addAll(
                turns(all, underWay, allowed - turns.size(), false, plans ? FleetState.PLANNED : FleetState.WAITING));
        return turns;
    }

    /** Whether failures keep what has not begun from beginning. */
    public boolean isStopped(List<FleetEntry> all) {
        boolean canaryFailed = changes
                && count(all, FleetState.DONE) < canary
                && all.stream().anyMatch(entry -> entry.state() == FleetState.FAILED && (entry.planned() || !plans));
        return canaryFailed || count(all, FleetState.FAILED) >= maxFailures;
    }

    private static List<Turn> turns(
            List<FleetEntry> all, Set<Integer> underWay, int room, boolean plan, FleetState from) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < all.size() && turns.size() < room; i++) {
            if (all.get(i).state() == from && !underWay.contains(i)) {
                turns.add(new Turn(i, plan));
            }
        }
        return turns;
    }

    private static int count(List<FleetEntry> all, FleetState state) {
        return (int) all.stream().filter(entry -> entry.state() == state).count();
    }
}
