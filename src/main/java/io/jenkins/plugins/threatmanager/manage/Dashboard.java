package io.jenkins.plugins.threatmanager.manage;

import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.Findings;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.monitor.StatusRows;
import io.jenkins.plugins.threatmanager.monitor.Viewer;
import java.util.List;
import java.util.function.Predicate;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What the current user may see of all tenants, at one moment, for programs. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class Dashboard {

    private final List<DashboardRow> rows;
    private final boolean complete;

    private Dashboard(List<DashboardRow> rows, boolean complete) {
        this.rows = rows;
        this.complete = complete;
    }

    /** Reads what is known, each credentials store once, and makes no remote calls. */
    static Dashboard now() {
        MonitoringState known = MonitoringState.gather();
        Viewer viewer = new Viewer();
        List<StatusRow> visible = StatusRows.in(known, Findings.in(known)).stream()
                .filter(viewer::maySee)
                .toList();
        TimeScale scale = TimeScale.of(known.now(), visible);
        Predicate<Finding> findings = viewer.findings();
        return new Dashboard(
                visible.stream()
                        .map(row -> new DashboardRow(row, findings, scale))
                        .toList(),
                viewer.maySeeAll());
    }

    /** By tenant, server and credential. */
    @Exported(inline = true)
    public List<DashboardRow> getRows() {
        return rows;
    }

    /** Whether nothing is kept from the current user; otherwise there are rows of viewable credentials only. */
    @Exported
    public boolean isComplete() {
        return complete;
    }
}
