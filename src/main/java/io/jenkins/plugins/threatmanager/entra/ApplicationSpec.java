package io.jenkins.plugins.threatmanager.entra;

import java.util.List;

/**
 * The wanted app registration after {@link EntraDirectory#update}, which also switches its instance lock on: complete lists, because Graph replaces
 * collections as a whole. Merging with what was observed is the caller's work.
 *
 * @param uniqueName the key by which it is found again
 * @param tags all tags it is to have
 * @param access all permissions it is to ask for
 */
public record ApplicationSpec(String uniqueName, String displayName, List<String> tags, List<RequestedAccess> access) {

    public ApplicationSpec {
        tags = List.copyOf(tags);
        access = List.copyOf(access);
    }

    /** Whether an application looks like this. */
    public boolean isMetBy(Application app) {
        return app.displayName().equals(displayName)
                && app.tags().equals(tags)
                && app.access().equals(access)
                && app.instanceLock();
    }
}
