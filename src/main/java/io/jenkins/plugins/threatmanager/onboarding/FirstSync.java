package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the first sync in Sync History, where each object type has a row of its own. The product does not say which
 * types there will be, and a later type's row may begin after an earlier one's has ended; so the sync counts as done
 * when two looks in a row show the same types, all ended.
 */
final class FirstSync {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    /** @param runs the telling row of each object type, in the order of the history */
    record Look(SyncProgress progress, List<SyncRun> runs) {

        Set<String> types() {
            return runs.stream().map(SyncRun::type).collect(Collectors.toSet());
        }

        boolean ended() {
            return progress != SyncProgress.NOT_STARTED && progress != SyncProgress.RUNNING;
        }

        /** {@code Users: 1200 objects, Groups: running}. */
        String summary() {
            return runs.stream()
                    .map(run -> run.type() + ": "
                            + (run.ended().isEmpty()
                                    ? "running"
                                    : run.totalObjects() + " objects, " + run.statusWord()))
                    .collect(Collectors.joining("; "));
        }
    }

    private FirstSync() {}

    /** One look. */
    static Look look(ThreatManagerServer server, EntraIdSync sync, Operation operation) throws InterruptedException {
        return judge(server.history(sync, operation));
    }

    /**
     * Looks until the sync has ended or the operation has no time left; says what it sees whenever that changes.
     *
     * @param added whether the sync was added just now: the rows of some types may then be still to come
     */
    static Look await(ThreatManagerServer server, EntraIdSync sync, boolean added, Operation operation)
            throws InterruptedException {
        Look before = look(server, sync, operation);
        if (before.ended() && !added) {
            return before;
        }
        operation.say("first sync: " + describe(before));
        while (operation.hasTimeFor(BETWEEN_LOOKS)) {
            operation.pause(
                    BETWEEN_LOOKS, before.runs().isEmpty() ? "the first sync begins" : "the first sync goes on");
            Look now = look(server, sync, operation);
            if (now.ended() && before.ended() && now.types().equals(before.types())) {
                return now;
            }
            if (!now.summary().equals(before.summary())) {
                operation.say("first sync: " + describe(now));
            }
            before = now;
        }
        return before.ended() ? new Look(SyncProgress.RUNNING, before.runs()) : before;
    }

    /**
     * @throws Failure if the sync of some object type failed, with the server's own words
     */
    static void requireNotFailed(Optional<Look> look) {
        if (look.isPresent() && look.get().progress() == SyncProgress.FAILED) {
            throw new Failure(
                    OnboardingProblem.FIRST_SYNC_FAILED,
                    "Threat Manager's sync ended badly: " + look.get().summary() + ".",
                    "Look at Sync History of the Entra ID Sync integration in the Threat Manager console.");
        }
    }

    /** What a plan says of a sync that failed: no change mends that, and a run ends with this failure. */
    static Optional<Finding> finding(Optional<Look> look) {
        return look.filter(last -> last.progress() == SyncProgress.FAILED)
                .map(last -> new Finding(
                        Finding.ENTRA_ID_SYNC,
                        "Threat Manager's last sync ended badly (" + last.summary()
                                + "); look at Sync History in its console."));
    }

    /** What the rows say: for each object type its newest ended run counts, and only without one a running one. */
    static Look judge(List<SyncRun> history) {
        Map<String, SyncRun> telling = new LinkedHashMap<>();
        for (SyncRun run : history) {
            telling.merge(run.type(), run, (a, b) -> tellsMore(b, a) ? b : a);
        }
        return new Look(progress(telling.values()), List.copyOf(telling.values()));
    }

    private static boolean tellsMore(SyncRun a, SyncRun b) {
        if (a.ended().isPresent() != b.ended().isPresent()) {
            return a.ended().isPresent();
        }
        return a.started().isAfter(b.started());
    }

    private static SyncProgress progress(Iterable<SyncRun> telling) {
        SyncProgress progress = SyncProgress.NOT_STARTED;
        boolean running = false;
        for (SyncRun run : telling) {
            if (run.ended().isEmpty() || run.state() == SyncRun.State.RUNNING) {
                running = true;
            } else if (run.state() == SyncRun.State.FAILED) {
                progress = SyncProgress.FAILED;
            } else if (run.state() == SyncRun.State.UNKNOWN && progress != SyncProgress.FAILED) {
                progress = SyncProgress.ENDED_UNKNOWN;
            } else if (progress == SyncProgress.NOT_STARTED) {
                progress = SyncProgress.SUCCEEDED;
            }
        }
        return running ? SyncProgress.RUNNING : progress;
    }

    private static String describe(Look look) {
        return look.runs().isEmpty() ? "not started yet" : look.summary();
    }
}
