package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.entra.Guid;
import java.util.Locale;

/**
 * Under which ID the secret of a bootstrap identity is kept in the plugin's own store. No operation of a job may name such
 * an ID: the store keeps secrets that jobs have made, too.
 */
public final class BootstrapCredential {

    private static final String PREFIX = "bootstrap-";

    private BootstrapCredential() {}

    /** @param clientId application (client) ID of the identity; empty if the configuration does not say */
    public static String id(String clientId) {
        return PREFIX + (clientId.isEmpty() ? "identity" : clientId.toLowerCase(Locale.ROOT));
    }

    /** Whether it is such an ID. */
    public static boolean isId(String credentialsId) {
        return credentialsId.startsWith(PREFIX) && Guid.is(credentialsId.substring(PREFIX.length()));
    }

    /** @throws IllegalArgumentException with a sentence, if it is such an ID */
    static void requireOther(String credentialsId) {
        if (isId(credentialsId)) {
            throw new IllegalArgumentException("The credentials id '" + credentialsId
                    + "' is reserved for the secret of a bootstrap identity: choose another.");
        }
    }
}
