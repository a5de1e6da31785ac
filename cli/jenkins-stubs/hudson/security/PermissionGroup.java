package hudson.security;

import org.jvnet.localizer.Localizable;

/** Permissions that belong together. */
public final class PermissionGroup {

    public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {}
}
