package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import java.util.List;

/**
 * The wanted app registration after {@link EntraDirectory#update}, which also switches its instance lock on: complete lists, because Graph replaces
 * collections as a whole. Merging with what was observed is the caller's work.
 *
 * @param uniqueName the key by which it is found again
 * @param tags all tags it is to have
 * @param access all permissions it is to ask for
 * @param details what else it is to say of itself; its owners count only where it is created
 */
public record ApplicationSpec(
        String uniqueName, String displayName, List<String> tags, List<RequestedAccess> access, AppDetails details) {

    public ApplicationSpec {
        tags = List.copyOf(tags);
        access = List.copyOf(access);
    }

    /** With nothing else to say. */
    public ApplicationSpec(String uniqueName, String displayName, List<String> tags, List<RequestedAccess> access) {
        this(uniqueName, displayName, tags, access, AppDetails.NONE);
    }

    /** Whether an application looks like this. */
    public boolean isMetBy(Application app) {
        return app.displayName().equals(displayName)
                && app.tags().equals(tags)
                && app.access().equals(access)
                && app.instanceLock()
                && app.says(details);
    }
}
