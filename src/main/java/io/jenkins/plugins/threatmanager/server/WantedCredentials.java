package io.jenkins.plugins.threatmanager.server;

import java.util.List;

/**
 * The Credential Profiles whose credentials are wanted. Some servers list those apart, with one request for each
 * profile, and most profiles are somebody else's.
 */
@FunctionalInterface
public interface WantedCredentials {

    WantedCredentials ALL = (profile, syncs) -> true;

    WantedCredentials NONE = (profile, syncs) -> false;

    /**
     * @param profile perhaps without its credentials
     * @param syncs all that the server has
     */
    boolean areOf(CredentialProfile profile, List<EntraIdSync> syncs);
}
