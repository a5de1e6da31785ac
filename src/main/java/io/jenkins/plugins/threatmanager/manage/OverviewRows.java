package io.jenkins.plugins.threatmanager.manage;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.manage.entries.Paged;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Which rows are wanted, in which order, and which of them are on the page. Pure: what it gets, the user may see. */
final class OverviewRows {

    /** Rows that belong together, and how many there are of them on all pages. */
    record Group(String title, int size, List<StatusRow> rows) {}

    private final OverviewQuery query;
    private final Predicate<Finding> mayRead;
    private final Instant now;
    private final List<StatusRow> matching;
    private final Paged<StatusRow> shown;

    OverviewRows(List<StatusRow> visible, Predicate<Finding> mayRead, OverviewQuery query, Instant now) {
        this.query = query;
        this.mayRead = mayRead;
        this.now = now;
        this.matching = new ArrayList<>(visible.stream().filter(this::matches).toList());
        Comparator<StatusRow> order = order(query.list().column());
        matching.sort(Comparator.comparing(this::group)
                .thenComparing(query.list().descending() ? order.reversed() : order)
                .thenComparing(row -> row.tenant().toLowerCase(Locale.ROOT))
                .thenComparing(StatusRow::server)
                .thenComparing(StatusRow::place)
                .thenComparing(StatusRow::credentialsId));
        this.shown = Paged.of(matching, query.list().page());
    }

    private boolean matches(StatusRow row) {
        if (!query.state().isEmpty() && !row.condition().code().equals(query.state())) {
            return false;
        }
        if (!query.kind().isEmpty() && !hasKind(row)) {
            return false;
        }
        if (!query.expires().isEmpty()
                && !(row.isStored() && ExpiryChart.period(row, now).equals(query.expires()))) {
            return false;
        }
        String words = words(row);
        return query.list().words().stream().allMatch(words::contains);
    }

    private boolean hasKind(StatusRow row) {
        return Concern.of(List.of(row), mayRead, List.of()).stream()
                .anyMatch(concern -> concern.code().equals(query.kind()));
    }

    /** What the search looks in, in lower case. */
    static String words(StatusRow row) {
        return String.join(
                        " ",
                        row.tenant(),
                        row.domain(),
                        row.server(),
                        row.credentialsId(),
                        row.place(),
                        row.condition().text())
                .toLowerCase(Locale.ROOT);
    }

    private static Comparator<StatusRow> order(int column) {
        return switch (column) {
            case 1 -> Comparator.comparing(row -> row.server().toLowerCase(Locale.ROOT));
            case 2 -> Comparator.comparing(StatusRow::condition);
            case 3 ->
                Comparator.comparing(row -> row.lastChange()
                        .or(row::lastRun)
                        .map(OperationRecord::at)
                        .orElse(Instant.EPOCH));
            case 4 -> Comparator.comparing(row -> row.expiry().expires().orElse(Instant.MAX));
            case 5 -> Comparator.comparing(row -> row.nextRotation().orElse(Instant.MAX));
            default -> Comparator.comparing(row -> row.tenant().toLowerCase(Locale.ROOT));
        };
    }

    /** Name of the server or the folder; empty for rows without, and where nothing is grouped. */
    private String group(StatusRow row) {
        return switch (query.grouping()) {
            case NONE -> "";
            case SERVER -> row.server();
            case FOLDER -> row.place();
        };
    }

    Paged<StatusRow> shown() {
        return shown;
    }

    /** Those on the page; one group where nothing is grouped. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<StatusRow> rows = shown.rows();
        int from = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || !group(rows.get(i)).equals(group(rows.get(from)))) {
                String group = group(rows.get(from));
                int size = (int) matching.stream()
                        .filter(row -> group(row).equals(group))
                        .count();
                groups.add(new Group(title(group), size, rows.subList(from, i)));
                from = i;
            }
        }
        return groups;
    }

    private String title(String group) {
        return switch (query.grouping()) {
            case NONE -> "";
            case SERVER -> group.isEmpty() ? Messages.OverviewRows_NoServer() : group;
            case FOLDER ->
                group.isEmpty()
                        ? Messages.OverviewRows_NoFolder()
                        : group.equals(KeptSecret.PLUGIN) ? Messages.OverviewRows_PluginStore() : group;
        };
    }

    /** Of what is wanted, what needs attention. */
    static Paged<Concern> concerns(List<Concern> all, OverviewQuery query) {
        List<String> words = query.list().words();
        return Paged.of(
                all.stream()
                        .filter(concern ->
                                query.kind().isEmpty() || concern.code().equals(query.kind()))
                        .filter(concern -> words.stream().allMatch(concern.words()::contains))
                        .toList(),
                query.list().page());
    }
}
