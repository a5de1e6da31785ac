package io.jenkins.plugins.threatmanager.manage;

import io.jenkins.plugins.threatmanager.monitor.HealthStatus;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How many tenants are in a state, and how long a bar that is. A tenant counts once, by its worst row. Pure. */
@Restricted(NoExternalUse.class)
public final class StateBar {

    private static final int LONGEST = 120;

    private final HealthStatus state;
    private final long count;
    private final long all;

    private StateBar(HealthStatus state, long count, long all) {
        this.state = state;
        this.count = count;
        this.all = all;
    }

    /**
     * The worst state first; those in which there is no tenant left out.
     *
     * @param rows those that the user may see
     */
    static List<StateBar> of(List<StatusRow> rows) {
        Map<String, HealthStatus> worst = new HashMap<>();
        rows.forEach(row -> worst.merge(
                row.domain().toLowerCase(Locale.ROOT),
                row.condition(),
                (one, other) -> one.compareTo(other) < 0 ? one : other));
        Map<HealthStatus, Long> counts = new EnumMap<>(HealthStatus.class);
        worst.values().forEach(state -> counts.merge(state, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(each -> new StateBar(each.getKey(), each.getValue(), worst.size()))
                .toList();
    }

    /** Used by pictures.jelly. */
    public String getTitle() {
        return state.text();
    }

    /** Used by pictures.jelly. */
    public long getCount() {
        return count;
    }

    /** In units, of which the longest possible bar has 120; at least 2, so that one of two thousand is still seen. */
    public long getLength() {
        return Math.max(2, count * LONGEST / all);
    }

    /** {@code error}, {@code warning}, {@code success} or {@code accent}: a colour of Jenkins. Used by pictures.jelly. */
    public String getColour() {
        if (state.severity() == Badge.Severity.INFO) {
            return state == HealthStatus.OK ? "success" : "accent";
        }
        return state.severity() == Badge.Severity.DANGER ? "error" : "warning";
    }

    /** The rows in that state. Used by pictures.jelly. */
    public String getQuery() {
        return OverviewQuery.ofState(state.code());
    }
}
