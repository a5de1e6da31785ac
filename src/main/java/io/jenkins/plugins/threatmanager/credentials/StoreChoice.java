package io.jenkins.plugins.threatmanager.credentials;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Which credentials store keeps a secret. */
@Restricted(NoExternalUse.class)
public enum StoreChoice {
    /** That of the nearest folder around the job; of the root, if there is no folder and an administrator allowed it. */
    NEAREST_FOLDER,
    /** That of Jenkins itself, if an administrator allowed it. */
    ROOT;

    /** Used by config.jelly. */
    public String getDisplayName() {
        return this == ROOT ? Messages.StoreChoice_Root() : Messages.StoreChoice_NearestFolder();
    }
}
