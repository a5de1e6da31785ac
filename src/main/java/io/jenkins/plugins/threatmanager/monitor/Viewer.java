package io.jenkins.plugins.threatmanager.monitor;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the current user may see of tenants: all with Overall/SystemRead, or with Threat Manager/View on the controller;
 * otherwise what belongs to a stored credential in a folder that the user may read, with Threat Manager/View there. A
 * tenant without a stored credential is for the former
 * only, and so is what Entra has for credentials that Jenkins does not keep.
 */
@Restricted(NoExternalUse.class)
public final class Viewer {

    private final boolean all = Jenkins.get().hasPermission(Jenkins.SYSTEM_READ)
            || Jenkins.get().hasPermission(ThreatManagerPermissions.VIEW);
    private final Map<String, Boolean> places = new HashMap<>();

    /** Whether there is nothing that is kept from the user. */
    public boolean maySeeAll() {
        return all;
    }

    public boolean maySee(StatusRow row) {
        return all || row.isStored() && maySeePlace(row.place());
    }

    /** Which of a visible row's findings the user may read. */
    public Predicate<Finding> findings() {
        return finding -> all || !finding.isAboutOthers();
    }

    private boolean maySeePlace(String place) {
        return places.computeIfAbsent(place, Viewer::isVisible);
    }

    /** @param place full name of a folder; empty for the root store */
    private static boolean isVisible(String place) {
        if (place.isEmpty()) {
            return false;
        }
        Item folder;
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            folder = Jenkins.get().getItemByFullName(place);
        }
        return folder != null && folder.hasPermission(Item.READ) && folder.hasPermission(ThreatManagerPermissions.VIEW);
    }
}
