package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.SyncHistory;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                .flatMap(row -> row.time(shape.started()).stream())
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .orElse(now);
        Map<Row, SyncRun> read = new LinkedHashMap<>();
        for (AnswerReader each : rows) {
            SyncRun row = row(each, latest);
            read.merge(new Row(row.type(), row.started()), row, (known, again) -> known.isRunning() ? again : known);
        }
        return SyncHistory.newestFirst(List.copyOf(read.values()));
    }

    private record Row(String type, Instant started) {}

    private SyncRun row(AnswerReader row, Instant latest) {
        String word = row.enumWord(shape.status());
        return new SyncRun(
                row.enumWord(shape.type()),
                row.time(shape.started()).orElse(latest),
                row.time(shape.ended()),
                profile.statuses().meaning(word),
                word,
                shape.totalObjects().map(row::number).orElse(0L));
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
        List<Instant> starts =
                rows.stream().flatMap(row -> row.time(shape.started()).stream()).toList();
        for (int i = 1; i < starts.size(); i++) {
            if (starts.get(i).isAfter(starts.get(i - 1))) {
                return false;
            }
        }
        return !starts.isEmpty() && starts.get(starts.size() - 1).isBefore(starts.get(0));
    }
}
