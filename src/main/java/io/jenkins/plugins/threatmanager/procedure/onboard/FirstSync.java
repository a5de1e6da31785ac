package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.SyncHistory;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows a sync in Sync History: the first after it was added, or the first after something that it depends on was
 * changed. Which runs began before the change follows from the rows that are there right after it, so from the server's
 * clock. The product does not say which object types a run has, and a later type's row may begin after an earlier one's
 * has ended; so the only run that counts is done when two looks in a row show the same types, all ended.
 */
final class FirstSync {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private static final Set<Class<?>> TOUCHING = Set.of(
            Change.RestoreApplication.class,
            Change.AdoptApplication.class,
            Change.CreateServicePrincipal.class,
            Change.GrantPermission.class,
            Change.AddSecret.class,
            Change.CreateProfile.class,
            Change.UpdateProfile.class,
            Change.CreateSync.class,
            Change.UpdateSync.class);

    /** What an operation has done to a sync. */
    enum Touch {
        NONE,
        /** Something that it depends on was changed. */
        CHANGED,
        ADDED
    }

    /**
     * @param runs the rows of the run that decides, newest first
     * @param settled whether that run is over; the last row may not be the last of its run
     */
    record Look(SyncProgress progress, List<SyncRun> runs, boolean settled) {

        Set<String> types() {
            return runs.stream().map(SyncRun::type).collect(Collectors.toSet());
        }

        boolean ended() {
            return !runs.isEmpty() && SyncHistory.hasEnded(runs);
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

        private Look as(SyncProgress other) {
            return new Look(other, runs, settled);
        }

        private static Look without(SyncProgress progress) {
            return new Look(progress, List.of(), false);
        }
    }

    private FirstSync() {}

    /**
     * One look, where nothing was changed.
     *
     * @param repaired when the profile got its secret, or the app its last consent; empty if that is not known
     */
    static Look look(
            ThreatManagerServer server, EntraIdSync sync, Optional<Instant> repaired, OperationContext operation)
            throws InterruptedException {
        return judge(history(server, sync, operation), repaired);
    }

    private static SyncHistory history(ThreatManagerServer server, EntraIdSync sync, OperationContext operation)
            throws InterruptedException {
        return SyncHistory.of(server.history(sync, operation));
    }

    /**
     * Looks until a run that counts has ended or the operation has no time left; says what it sees whenever that
     * changes.
     *
     * @param repaired as for {@link #look}
     */
    static Look await(
            ThreatManagerServer server,
            EntraIdSync sync,
            Touch touch,
            Optional<Instant> repaired,
            OperationContext operation)
            throws InterruptedException {
        SyncHistory first = history(server, sync, operation);
        Look before = judge(first, repaired);
        if (touch == Touch.NONE && (before.ended() || goesOnWell(before, first))) {
            return before;
        }
        boolean waiting = touch == Touch.CHANGED || before.progress() == SyncProgress.WAITING;
        List<SyncRun> old = waiting ? first.rows() : touch == Touch.ADDED ? List.of() : allButNewest(first);
        if (waiting) {
            before = Look.without(first.runs().isEmpty() ? SyncProgress.NOT_STARTED : SyncProgress.WAITING);
        }
        String which = first.runs().isEmpty() || touch == Touch.ADDED ? "the first sync" : "the next sync";
        operation.say(which + ": " + describe(before));
        while (operation.hasTimeFor(BETWEEN_LOOKS)) {
            operation.pause(
                    BETWEEN_LOOKS,
                    WaitReason.SYNC,
                    "for " + which + (before.runs().isEmpty() ? " to start" : " to finish"));
            Look now = decide(history(server, sync, operation).without(old), before.progress());
            if (now.settled() || now.ended() && before.ended() && now.types().equals(before.types())) {
                return now;
            }
            if (!now.summary().equals(before.summary())) {
                operation.say(which + ": " + describe(now));
            }
            before = now;
        }
        return before.ended() ? before.as(SyncProgress.RUNNING) : before;
    }

    /** Whether a run is in progress after one that did not fail: it is not worth waiting for. */
    private static boolean goesOnWell(Look look, SyncHistory history) {
        return look.progress() == SyncProgress.RUNNING
                && history.runs().size() > 1
                && progress(history.runs().get(1)) != SyncProgress.FAILED;
    }

    private static List<SyncRun> allButNewest(SyncHistory history) {
        return history.runs().stream().skip(1).flatMap(List::stream).toList();
    }

    /**
     * The newest run that has ended decides; if there is none, the newest.
     *
     * @param before what was seen before, if nothing counts yet
     */
    private static Look decide(SyncHistory counting, SyncProgress before) {
        List<List<SyncRun>> runs = counting.runs();
        if (runs.isEmpty()) {
            return Look.without(before);
        }
        for (List<SyncRun> run : runs) {
            if (SyncHistory.hasEnded(run)) {
                return new Look(progress(run), run, runs.size() > 1);
            }
        }
        return new Look(SyncProgress.RUNNING, runs.get(0), false);
    }

    /**
     * What the rows say where nothing was changed: the newest run decides. If it failed before that
     * repair, the next one does.
     */
    static Look judge(SyncHistory history, Optional<Instant> repaired) {
        if (history.runs().isEmpty()) {
            return Look.without(SyncProgress.NOT_STARTED);
        }
        List<SyncRun> newest = history.runs().get(0);
        SyncProgress progress = progress(newest);
        Instant begun = newest.get(newest.size() - 1).started();
        if (progress == SyncProgress.FAILED && repaired.filter(begun::isBefore).isPresent()) {
            return Look.without(SyncProgress.WAITING);
        }
        return new Look(progress, newest, false);
    }

    private static SyncProgress progress(List<SyncRun> run) {
        if (!SyncHistory.hasEnded(run)) {
            return SyncProgress.RUNNING;
        }
        if (run.stream().anyMatch(row -> row.state() == SyncRun.State.FAILED)) {
            return SyncProgress.FAILED;
        }
        return run.stream().anyMatch(row -> row.state() == SyncRun.State.UNKNOWN)
                ? SyncProgress.ENDED_UNKNOWN
                : SyncProgress.SUCCEEDED;
    }

    /**
     * @throws ProblemException if the sync of some object type failed, with the server's own words
     */
    static void requireNotFailed(Optional<Look> look) {
        if (look.isPresent() && look.get().progress() == SyncProgress.FAILED) {
            throw new ProblemException(
                    ProcedureProblem.FIRST_SYNC_FAILED,
                    "Threat Manager's sync failed: " + look.get().summary() + ".",
                    "Look at Sync History of the Entra ID Sync integration in the Threat Manager console.");
        }
    }

    /**
     * What a plan says of a sync that failed and that it does not repair: a run ends with this failure.
     *
     * @param touch what the plan does to the sync
     */
    static Optional<Plan.Finding> finding(Optional<Look> look, Touch touch) {
        return look.filter(last -> last.progress() == SyncProgress.FAILED && touch == Touch.NONE)
                .map(last -> new Plan.Finding(
                        Resource.ENTRA_ID_SYNC,
                        "Threat Manager's last sync failed (" + last.summary()
                                + "); look at Sync History in its console."));
    }

    /** What a plan does to the sync. One that takes the place of another may have rows of that in its history. */
    static Touch touch(Plan plan) {
        Set<Class<?>> kinds = plan.changes().stream().map(Change::getClass).collect(Collectors.toSet());
        if (kinds.contains(Change.CreateSync.class) && !kinds.contains(Change.DeleteSync.class)) {
            return Touch.ADDED;
        }
        return Collections.disjoint(kinds, TOUCHING) ? Touch.NONE : Touch.CHANGED;
    }

    /** When the profile got the secret that it holds, or the app its last consent; empty if neither is known. */
    static Optional<Instant> repairedAt(ApplyState applied, List<AppRole> wanted) {
        Stream<Instant> consents = applied.knownApplication().flatMap(Application::servicePrincipal).stream()
                .flatMap(principal -> principal.grants().stream())
                .filter(grant -> wanted.stream().anyMatch(role -> role.id().equals(grant.appRoleId())))
                .flatMap(grant -> grant.given().stream());
        Stream<Instant> filled = applied.profile().flatMap(ProfileMarker::of).flatMap(ProfileMarker::since).stream();
        return Stream.concat(consents, filled).max(Instant::compareTo);
    }

    private static String describe(Look look) {
        return look.runs().isEmpty() ? "not started yet" : look.summary();
    }
}
