package io.jenkins.plugins.threatmanager.manage;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The entry on Manage Jenkins; the page is that of {@link DashboardAction}. */
@Extension
@Symbol("threatManagerDashboard")
@Restricted(NoExternalUse.class)
public final class DashboardLink extends ManagementLink {

    @Override
    public String getIconFileName() {
        return DashboardAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.Dashboard_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.Dashboard_Description();
    }

    @Override
    public String getUrlName() {
        return DashboardAction.URL;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }
}
