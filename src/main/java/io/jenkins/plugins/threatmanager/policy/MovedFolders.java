package io.jenkins.plugins.threatmanager.policy;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Allow lists, and what is known of written credentials, follow a folder that is renamed or moved, and
 * drop one that is deleted: its name is free for anybody.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class MovedFolders extends ItemListener {

    /** Called for what is in the folder, too, which has moved with it by then. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (isFolder(item)) {
            ThreatManagerConfiguration.get().folderMoved(oldFullName, newFullName);
            WrittenSecrets.get().folderMoved(oldFullName, newFullName);
        }
    }

    @Override
    public void onDeleted(Item item) {
        if (isFolder(item)) {
            ThreatManagerConfiguration.get().folderDeleted(item.getFullName());
            WrittenSecrets.get().folderDeleted(item.getFullName());
        }
    }

    private static boolean isFolder(Item item) {
        return item instanceof ItemGroup && !(item instanceof Job);
    }
}
