package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What an operation was about.
 *
 * @param tenant name in the configuration
 * @param server name in the configuration; empty if it had nothing to do with one
 * @param place full name of the folder whose store keeps the credential; empty for the root store, and without one
 * @param credentialsId empty if it had nothing to do with one
 */
@Restricted(NoExternalUse.class)
public record LedgerKey(String tenant, String server, String place, String credentialsId) {

    /** Whether a credential is of that ID in that store. */
    boolean names(String somePlace, String someId) {
        return !credentialsId.isEmpty() && place.equals(somePlace) && credentialsId.equals(someId);
    }

    /** The same with what tenant and server are called by now. */
    LedgerKey in(CurrentNames names) {
        return new LedgerKey(names.tenant(tenant), names.server(server), place, credentialsId);
    }
}
