package hudson.security;

import org.jvnet.localizer.Localizable;

/** Something that one may or may not do. */
public final class Permission {

    public final String name;

    public Permission(
            PermissionGroup group,
            String name,
            Localizable description,
            Permission impliedBy,
            boolean enable,
            PermissionScope[] scopes)
            throws IllegalStateException {
        this.name = name;
    }
}
