package io.jenkins.plugins.threatmanager.config;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where the client secrets of a tenant are kept. */
@Restricted(NoExternalUse.class)
public enum SecretPlace {
    /** In the credentials store of a folder, or of the root: jobs there can bind them. */
    FOLDER,
    /** In the plugin's own credentials store: no job can bind them. */
    PLUGIN;

    /** Used by config.jelly. */
    public String getDisplayName() {
        return this == PLUGIN ? Messages.SecretPlace_Plugin() : Messages.SecretPlace_Folder();
    }
}
