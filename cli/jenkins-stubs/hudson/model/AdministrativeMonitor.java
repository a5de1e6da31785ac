package hudson.model;

import hudson.security.Permission;

/** Something that administrators are told on Manage Jenkins. */
public abstract class AdministrativeMonitor implements ModelObject {

    protected AdministrativeMonitor() {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isActivated();
}
