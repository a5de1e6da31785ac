package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Api;
import hudson.model.RootAction;
import io.jenkins.plugins.threatmanager.manage.entries.DefaultsPage;
import io.jenkins.plugins.threatmanager.manage.entries.ServersPage;
import io.jenkins.plugins.threatmanager.manage.entries.TenantsPage;
import io.jenkins.plugins.threatmanager.monitor.StatusCache;
import io.jenkins.plugins.threatmanager.monitor.Viewer;
import io.jenkins.plugins.threatmanager.monitor.metrics.Metrics;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * The dashboard. Everybody gets the page, and on it what {@link Viewer} lets them see; it is offered to those for whom
 * there is something on it.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DashboardAction implements RootAction {

    static final String ICON = "symbol-id-card";
    static final String URL = "threat-manager";

    private final Map<String, BreakGlassRun> runs = new ConcurrentHashMap<>();

    /** None for those who would see an empty page. */
    @CheckForNull
    @Override
    public String getIconFileName() {
        Viewer viewer = new Viewer();
        return StatusCache.get().rows().stream().anyMatch(viewer::maySee) ? ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Dashboard_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** What there is to see now, of what the address asks for. Used by index.jelly. */
    public OverviewPage overview(StaplerRequest2 request) {
        return OverviewPage.now(OverviewQuery.of(request::getParameter));
    }

    /** The audit log, for those who may read it: {@code threat-manager/audit}. */
    public AuditPage getAudit() {
        return new AuditPage();
    }

    /** Break glass, for administrators: {@code threat-manager/disable}. */
    public DisablePage getDisable() {
        return new DisablePage(runs);
    }

    /** The tenants of the configuration: {@code threat-manager/tenants}. */
    public TenantsPage getTenants() {
        return new TenantsPage();
    }

    /** The servers of the configuration: {@code threat-manager/servers}. */
    public ServersPage getServers() {
        return new ServersPage();
    }

    /** The defaults of steps: {@code threat-manager/defaults}. */
    public DefaultsPage getDefaults() {
        return new DefaultsPage();
    }

    /** Whether the current user may read the configuration. Used by index.jelly. */
    public boolean isReader() {
        return Jenkins.get().hasPermission(Jenkins.SYSTEM_READ);
    }

    /** Whether the current user may disable an app. Used by index.jelly. */
    public boolean isDisabler() {
        return DisablePage.mayUse();
    }

    /** Whether the current user may read it. Used by index.jelly. */
    public boolean isAuditor() {
        return AuditPage.mayRead();
    }

    /** The plans that wait for approval, for those who may approve them: {@code threat-manager/approvals}. */
    public ApprovalsPage getApprovals() {
        return new ApprovalsPage();
    }

    /** Whether there are any that the current user may approve. Used by index.jelly. */
    public boolean isApprover() {
        return ApprovalsPage.hasRows();
    }

    /**
     * For Prometheus: {@code threat-manager/metrics}. Reads only, and makes no remote calls. For those who may see all
     * of the dashboard: numbers of all tenants are in it.
     */
    public void doMetrics(StaplerResponse2 response) throws IOException {
        if (!new Viewer().maySeeAll()) {
            Jenkins.get().checkPermission(ThreatManagerPermissions.VIEW);
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getWriter().write(Metrics.now().text());
    }

    /** The page for programs: {@code threat-manager/api/json}. */
    public Api getApi() {
        return new Api(Dashboard.now());
    }
}
