package hudson.security;

/** What a permission can be granted on. */
public final class PermissionScope {

    public static final PermissionScope JENKINS = null;

    public static final PermissionScope ITEM_GROUP = null;

    private PermissionScope() {}
}
