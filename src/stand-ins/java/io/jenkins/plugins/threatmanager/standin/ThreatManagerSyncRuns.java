package io.jenkins.plugins.threatmanager.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The runs of one Entra ID Sync: begins minutes after it was added, reads one object type after the other, goes on
 * every quarter of an hour. Nothing runs: what must have happened by now is worked out when somebody looks.
 */
public final class ThreatManagerSyncRuns {

    /** From Add to the first run. */
    public static final Duration UNTIL_FIRST = Duration.ofMinutes(3);

    /** For one object type. */
    public static final Duration EACH_TYPE = Duration.ofSeconds(40);

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final List<String> TYPES = List.of("Device", "Group", "Role", "ServicePrincipal", "User");
    private static final int KEPT = 50;

    private final List<Run> runs = new ArrayList<>();
    private Instant next;
    private boolean fullScanNext = true;

    ThreatManagerSyncRuns(Instant added) {
        next = added.plus(UNTIL_FIRST);
    }

    /** What the Status column says, before the dialect words it. */
    public enum Status {
        RUNNING,
        COMPLETE,
        FAILED
    }

    /** A row of Sync History. */
    public record Row(
            String type,
            Instant started,
            Optional<Instant> ended,
            Status status,
            long totalObjects,
            boolean fullScan) {}

    private record Run(Instant begun, boolean good, boolean fullScan) {}

    boolean fullScanNext() {
        return fullScanNext;
    }

    void fullScanNext(boolean wanted) {
        fullScanNext = wanted;
    }

    /** @param good whether Entra accepts the secret now; asked once for each run that has begun since the last look */
    List<Row> until(Instant now, boolean enabled, BooleanSupplier good) {
        if (!enabled) {
            next = next.isAfter(now) ? next : now.plus(EVERY);
        }
        if (Duration.between(next, now).compareTo(EVERY.multipliedBy(KEPT)) > 0) {
            // Years may have passed in a test; nobody looks at more than the last runs.
            next = now.minus(EVERY.multipliedBy(5));
        }
        while (!next.isAfter(now)) {
            runs.add(new Run(next, good.getAsBoolean(), fullScanNext));
            fullScanNext = false;
            next = next.plus(EVERY);
        }
        List<Row> rows = new ArrayList<>();
        runs.subList(Math.max(0, runs.size() - KEPT), runs.size()).forEach(run -> rows(run, now, rows));
        Collections.reverse(rows);
        return rows;
    }

    private static void rows(Run run, Instant now, List<Row> rows) {
        Instant started = run.begun();
        for (String type : run.good() ? TYPES : TYPES.subList(0, 1)) {
            Instant end = started.plus(EACH_TYPE);
            if (started.isAfter(now)) {
                return;
            }
            boolean over = !end.isAfter(now);
            Status status = !over ? Status.RUNNING : run.good() ? Status.COMPLETE : Status.FAILED;
            rows.add(new Row(
                    type,
                    started,
                    over ? Optional.of(end) : Optional.empty(),
                    status,
                    over && run.good() ? 100L + type.length() : 0,
                    run.fullScan()));
            started = end;
        }
    }
}
