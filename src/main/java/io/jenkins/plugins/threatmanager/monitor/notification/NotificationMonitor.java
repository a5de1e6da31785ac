package io.jenkins.plugins.threatmanager.monitor.notification;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.security.Permission;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Shows administrators on Manage Jenkins which notifications do not arrive. */
@Extension
@Symbol("threatManagerNotifications")
@Restricted(NoExternalUse.class)
public final class NotificationMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.NotificationMonitor_DisplayName();
    }

    /** Sentences name receivers. */
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public boolean isActivated() {
        return !getLines().isEmpty();
    }

    /** A sentence for each notifier that fails. Used by message.jelly. */
    public List<String> getLines() {
        return Notifications.get().failures();
    }
}
