package io.jenkins.plugins.threatmanager.procedure.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import java.util.List;

/**
 * From the texts of a configuration to what an app registration is to say of itself, the same for Jenkins and the settings
 * file. What is null or blank is not configured. Whatever is invalid is an {@link IllegalArgumentException} whose message
 * is one sentence.
 */
public final class AppDetailsReader {

    /** Microsoft Graph takes twenty owners with a new application, and the bootstrap identity is one of them. */
    private static final int MOST_OWNERS = 19;

    private AppDetailsReader() {}

    /** @param owners object IDs; several may stand in one text */
    public static AppDetails read(
            @CheckForNull List<String> owners, @CheckForNull String notes, @CheckForNull String reference) {
        AppDetails details = new AppDetails(
                owners == null ? List.of() : List.copyOf(ArgumentReader.names(String.join("\n", owners))),
                notes == null ? "" : notes,
                reference == null ? "" : reference);
        details.owners().forEach(id -> Guid.check("The object ID of an owner", id));
        if (details.owners().size() > MOST_OWNERS) {
            throw new IllegalArgumentException("An app registration can be created with " + MOST_OWNERS
                    + " owners at most besides the bootstrap identity, and "
                    + details.owners().size() + " are named.");
        }
        return details;
    }
}
