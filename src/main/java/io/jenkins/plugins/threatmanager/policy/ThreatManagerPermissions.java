package io.jenkins.plugins.threatmanager.policy;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a user may do with tenants. Granted on the controller or on folders, never on jobs: whoever configures a job may
 * edit its matrix. Who may administer Jenkins has all; who may onboard may rotate, who may rotate may view.
 */
@Restricted(NoExternalUse.class)
public final class ThreatManagerPermissions {

    public static final PermissionGroup GROUP =
            new PermissionGroup(ThreatManagerPermissions.class, Messages._ThreatManagerPermissions_Title());

    /** To make and change what Entra ID Sync needs. */
    public static final Permission ONBOARD =
            permission("Onboard", Messages._ThreatManagerPermissions_Onboard_Description(), Jenkins.ADMINISTER);

    /** To replace client secrets. */
    public static final Permission ROTATE =
            permission("Rotate", Messages._ThreatManagerPermissions_Rotate_Description(), ONBOARD);

    /** To remove all of it. */
    public static final Permission OFFBOARD =
            permission("Offboard", Messages._ThreatManagerPermissions_Offboard_Description(), Jenkins.ADMINISTER);

    /** To agree to another person's plan. */
    public static final Permission APPROVE =
            permission("Approve", Messages._ThreatManagerPermissions_Approve_Description(), Jenkins.ADMINISTER);

    /** To see a client secret that has to be typed into a console. */
    public static final Permission REVEAL =
            permission("Reveal", Messages._ThreatManagerPermissions_Reveal_Description(), Jenkins.ADMINISTER);

    /** To see how tenants stand. */
    public static final Permission VIEW =
            permission("View", Messages._ThreatManagerPermissions_View_Description(), ROTATE);

    private ThreatManagerPermissions() {}

    private static Permission permission(String name, Localizable description, Permission impliedBy) {
        return new Permission(GROUP, name, description, impliedBy, true, new PermissionScope[] {
            PermissionScope.JENKINS, PermissionScope.ITEM_GROUP
        });
    }

    /** Has this class loaded before an authorization strategy is, so that no matrix loses what it grants. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        // the constants are enough
    }

    /** What an operation needs; to plan it, too. */
    static Permission of(Operation operation) {
        return switch (operation) {
            case REGISTER_APP, STORE_SECRET, CONFIGURE_SYNC, ONBOARD -> ONBOARD;
            case ROTATE_SECRET, ROTATE_BOOTSTRAP -> ROTATE;
            case OFFBOARD -> OFFBOARD;
            case STATUS -> VIEW;
        };
    }
}
