package io.jenkins.plugins.threatmanager.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sync History as runs, each of which has a row for each object type. The product does not say which rows belong to one
 * run; so a run ends, looking back, where an object type comes for the second time, or where nothing was synced for
 * more than a minute. All times are the server's. Pure.
 *
 * @param runs newest first; the rows of each newest first
 */
public record SyncHistory(List<List<SyncRun>> runs) {

    /** From the end of one object type to the start of the next, in one run; a guess: the product does not say. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    public SyncHistory {
        runs = runs.stream().map(List::copyOf).toList();
    }

    /** @param rows in any order; those of the oldest run may be incomplete */
    public static SyncHistory of(List<SyncRun> rows) {
        List<List<SyncRun>> runs = new ArrayList<>();
        List<SyncRun> run = new ArrayList<>();
        Set<String> types = new HashSet<>();
        Instant begun = Instant.MAX;
        for (SyncRun row : newestFirst(rows)) {
            if (!run.isEmpty() && (types.contains(row.type()) || isLongBefore(row, begun))) {
                runs.add(run);
                run = new ArrayList<>();
                types.clear();
            }
            run.add(row);
            types.add(row.type());
            begun = row.started();
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return new SyncHistory(runs);
    }

    public static List<SyncRun> newestFirst(List<SyncRun> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(SyncRun::started).reversed())
                .toList();
    }

    private static boolean isLongBefore(SyncRun row, Instant begun) {
        return row.ended()
                .filter(end -> end.plus(LONGEST_PAUSE).isBefore(begun))
                .isPresent();
    }

    /** Every row, newest first. */
    public List<SyncRun> rows() {
        return runs.stream().flatMap(List::stream).toList();
    }

    /** The runs that have no row among those given: a run that has one began before they were read. */
    public SyncHistory without(List<SyncRun> known) {
        List<List<SyncRun>> since = new ArrayList<>();
        for (List<SyncRun> run : runs) {
            if (run.stream().anyMatch(row -> known.stream().anyMatch(row::isSameAs))) {
                break;
            }
            since.add(run);
        }
        return new SyncHistory(since);
    }

    /** Whether the newest run that has ended is all there: a row of the one before it is there, too. */
    public boolean tellsEnough() {
        return runs.stream().limit(Math.max(0, runs.size() - 1)).anyMatch(SyncHistory::hasEnded);
    }

    /** Whether no row of a run is still running; another may be still to come. */
    public static boolean hasEnded(List<SyncRun> run) {
        return run.stream().noneMatch(SyncRun::isRunning);
    }
}
