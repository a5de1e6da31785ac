package io.jenkins.plugins.threatmanager.entra.policy;

import java.util.List;
import java.util.Locale;

/**
 * What an app registration is to say of itself besides what the sync needs: for the administrators of the tenant. What is
 * empty is left as it is.
 *
 * @param owners object IDs, in lower case, of users and service principals that are to own it besides the bootstrap
 *     identity; only who creates an application may name them
 * @param notes shown in the portal under Branding &amp; properties
 * @param serviceManagementReference of a service or asset management database; some tenants require it
 */
public record AppDetails(List<String> owners, String notes, String serviceManagementReference) {

    /** Where nothing is configured. */
    public static final AppDetails NONE = new AppDetails(List.of(), "", "");

    /** Of each of the two texts. */
    private static final int LONGEST = 1024;

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public AppDetails {
        owners = owners.stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        notes = notes.strip();
        serviceManagementReference = serviceManagementReference.strip();
        check("notes", notes);
        check("serviceManagementReference", serviceManagementReference);
    }

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    private static void check(String name, String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " may have " + LONGEST + " characters at most, and has " + text.length() + ".");
        }
    }
}
