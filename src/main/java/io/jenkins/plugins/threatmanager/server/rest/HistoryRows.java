package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerTime;
import io.jenkins.plugins.threatmanager.server.SyncHistory;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rows of Sync History. */
final class HistoryRows {

    private final ApiProfile profile;
    private final ApiShapes.Run shape;
    private final Instant now;

    /** @param now for rows that have not begun: they count as the newest */
    HistoryRows(ApiProfile profile, Instant now) {
        this.profile = profile;
        this.shape = profile.syncRun();
        this.now = now;
    }

    /** @return newest first; a row that came twice, as it was when it had ended */
    List<SyncRun> read(List<AnswerReader> rows) {
        Instant latest = rows.stream()
                .flatMap(row -> row.time(shape.started()).instant().stream())
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .orElse(now);
        Map<Row, SyncRun> read = new LinkedHashMap<>();
        for (AnswerReader each : rows) {
            SyncRun row = row(each, latest);
            String unread = each.time(shape.started()).unread();
            read.merge(
                    new Row(row.type(), row.started(), unread),
                    row,
                    (known, again) -> known.isRunning() ? again : known);
        }
        return SyncHistory.newestFirst(List.copyOf(read.values()));
    }

    /** @param unread what the server says of the start, if nothing can be made of it */
    private record Row(String type, Instant started, String unread) {}

    private SyncRun row(AnswerReader row, Instant latest) {
        String word = row.enumWord(shape.status());
        ServerTime started = row.time(shape.started());
        ServerTime ended = row.time(shape.ended());
        boolean unread = !started.unread().isEmpty() || !ended.unread().isEmpty();
        Instant begin = started.instant().orElse(latest);
        return new SyncRun(
                row.enumWord(shape.type()),
                begin,
                ended.unread().isEmpty() ? ended.instant() : Optional.of(begin),
                // Whether it came before or after a change is decided by its times: without them it proves nothing.
                unread ? SyncRun.State.UNKNOWN : profile.statuses().meaning(word),
                word + asWritten("started", started) + asWritten("ended", ended),
                shape.totalObjects().map(row::number).orElse(0L));
    }

    private static String asWritten(String what, ServerTime time) {
        return time.unread().isEmpty() ? "" : " (" + what + " " + time.unread() + ")";
    }

    /**
     * Whether nothing that matters can follow: the server gives the newest rows first, and a run that has ended is all
     * there.
     */
    boolean tellEnough(List<AnswerReader> rows) {
        boolean newestFirst = profile.listing(ApiOperation.SYNC_HISTORY).isNewestFirst() || descend(rows);
        return newestFirst && SyncHistory.of(read(rows)).tellsEnough();
    }

    /** Whether the rows show by themselves that they come newest first. */
    private boolean descend(List<AnswerReader> rows) {
        List<Instant> starts = rows.stream()
                .flatMap(row -> row.time(shape.started()).instant().stream())
                .toList();
        for (int i = 1; i < starts.size(); i++) {
            if (starts.get(i).isAfter(starts.get(i - 1))) {
                return false;
            }
        }
        return !starts.isEmpty() && starts.get(starts.size() - 1).isBefore(starts.get(0));
    }
}
