package io.jenkins.plugins.threatmanager.entra;

import java.util.Collections;
import java.util.Set;

/**
 * The application permissions of Microsoft Graph with which a bootstrap identity can do everything, and which others
 * include them. Source: Microsoft Graph's permissions reference.
 */
public enum EntraPermission {
    WRITE_OWNED("Application.ReadWrite.OwnedBy", Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All")),
    READ("Application.Read.All", Set.of("Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All")),
    CONSENT("AppRoleAssignment.ReadWrite.All", Set.of());

    private final String title;
    private final Set<String> includedIn;

    EntraPermission(String title, Set<String> includedIn) {
        this.title = title;
        this.includedIn = includedIn;
    }

    /** As Microsoft Graph calls it. */
    public String title() {
        return title;
    }

    /**
     * Whether a token with these permissions allows it.
     *
     * @param held names of the permissions in the token
     */
    public boolean isAmong(Set<String> held) {
        return held.contains(title) || isExceededBy(held);
    }

    /** Whether one of these allows it, and more. */
    public boolean isExceededBy(Set<String> held) {
        return !Collections.disjoint(held, includedIn);
    }
}
