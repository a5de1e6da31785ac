package io.jenkins.plugins.threatmanager.procedure;

/** What may be done only when it was asked for. */
public enum Allowance {
    /** Take over what is not marked as managed, or is marked by another controller. */
    ADOPT,
    /** Delete and re-create what cannot be edited: an Entra ID Sync with another cloud or tenant. */
    REPLACE,
    /** Take the app registration out of the recycle bin. */
    RESTORE,
    /** Take Microsoft Graph permissions away that were not asked for. */
    REMOVE_EXTRA_PERMISSIONS,
    /** Remove credentials of the app registration that this plugin has not made. */
    REMOVE_FOREIGN_CREDENTIALS,
    /** Delete the app registration for good, not only into the recycle bin. */
    PURGE,
    /**
     * Take a person's word for what only a person can look into: the work in the Threat Manager console is
     * done, and what is set up by hand holds no client secret but the stored one.
     */
    CONFIRM
}
