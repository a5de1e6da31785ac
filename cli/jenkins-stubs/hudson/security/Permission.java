package hudson.security;

/** Something that one may or may not do. */
public final class Permission {

    private Permission() {}
}
