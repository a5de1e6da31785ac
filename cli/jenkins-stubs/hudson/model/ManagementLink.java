package hudson.model;

import hudson.security.Permission;

/** An entry of Manage Jenkins. */
public abstract class ManagementLink implements Action {

    public ManagementLink() {}

    public Category getCategory() {
        throw new UnsupportedOperationException();
    }

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public abstract String getIconFileName();

    public Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    public abstract String getUrlName();

    /** The part of Manage Jenkins. */
    public enum Category {
        CONFIGURATION,
        SECURITY,
        STATUS,
        TROUBLESHOOTING,
        TOOLS,
        MISC,
        UNCATEGORIZED
    }
}
