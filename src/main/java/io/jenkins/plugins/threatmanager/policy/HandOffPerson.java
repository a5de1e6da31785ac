package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/** The current user, as somebody who does by hand what a build asks for. */
@Restricted(NoExternalUse.class)
public final class HandOffPerson {

    private final Authentication who = Jenkins.getAuthentication2();

    /** ID of the user. */
    public String name() {
        return who.getName();
    }

    /** What it takes: whoever enters a secret may see it; whoever says that all is removed lets a job delete the app. */
    public static Permission permission(DoneByHand.Task task) {
        return task == DoneByHand.Task.ENTER ? ThreatManagerPermissions.REVEAL : ThreatManagerPermissions.OFFBOARD;
    }

    /**
     * Whether the current user may do it: on the folder that grants the tenant to the job, and on the one that keeps the
     * credential. Nobody who is not a person: neither a build nor a visitor.
     *
     * @param tenant name in the configuration, or one that it had before
     * @param domain of the tenant when the build ran
     * @param place {@link KeptSecret#place} of the credential
     */
    public boolean isPermitted(DoneByHand.Task task, String tenant, String domain, Item job, String place) {
        if (who.equals(ACL.SYSTEM2) || ACL.isAnonymous2(who)) {
            return false;
        }
        Permission permission = permission(task);
        Optional<Tenant> known = ThreatManagerConfiguration.get()
                .findTenant(tenant)
                .filter(each -> each.getDomain().equalsIgnoreCase(domain));
        return known.filter(each -> TenantAccess.holds(permission, each, job)).isPresent()
                && (place.equals(KeptSecret.PLUGIN) || mayAt(place, permission));
    }

    private static boolean mayAt(String place, Permission permission) {
        return TenantAccess.place(place)
                .filter((AccessControlled folder) -> folder.hasPermission(permission))
                .isPresent();
    }
}
