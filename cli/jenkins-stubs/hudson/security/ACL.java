package hudson.security;

import org.springframework.security.core.Authentication;

/** Who may do what with one object; and the internal identity that may do all. */
public abstract class ACL {

    public static final Authentication SYSTEM2 = null;

    private ACL() {}

    public static boolean isAnonymous2(Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    public static ACLContext as2(Authentication auth) {
        throw new UnsupportedOperationException();
    }
}
