package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.monitor.BuildLink;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One thing that needs attention, with where something can be done about it. Used by attention.jelly. */
@Restricted(NoExternalUse.class)
public final class ConcernRow {

    private final Concern concern;

    @CheckForNull
    private final String tenantUrl;

    @CheckForNull
    private final BuildLink build;

    /** @param links the pages of tenants that the user may open */
    ConcernRow(Concern concern, TenantLinks links) {
        this.concern = concern;
        this.tenantUrl = links.to(getTenant());
        StatusRow row = concern.row();
        this.build = row == null
                ? null
                : row.lastChange().or(row::lastRun).map(BuildLink::to).orElse(null);
    }

    /** Name in the configuration; the domain if it is not configured; empty for what concerns a server alone. */
    public String getTenant() {
        StatusRow row = concern.row();
        return concern.domain().isEmpty() || row == null ? concern.domain() : row.tenant();
    }

    /** Relative to the root of Jenkins; none where there is none, or the user may not see it. */
    @CheckForNull
    public String getTenantUrl() {
        return tenantUrl;
    }

    /** Empty if it concerns none. */
    public String getServer() {
        return concern.server();
    }

    /** How bad it is, and what. */
    public Badge getBadge() {
        return new Badge(concern.title(), concern.code(), concern.severity());
    }

    /** One sentence. */
    public String getText() {
        return concern.text();
    }

    /** Text of the link to the build; none where it may not be seen. */
    @CheckForNull
    public String getBuild() {
        return build == null || build.text().isEmpty() ? null : build.text();
    }

    /** Relative to the root of Jenkins; none where it may not be seen. */
    @CheckForNull
    public String getBuildUrl() {
        return build == null || build.url().isEmpty() ? null : build.url();
    }

    /** Likewise, of the job. */
    @CheckForNull
    public String getJobUrl() {
        return build == null || build.jobUrl().isEmpty() ? null : build.jobUrl();
    }
}
