package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Something that somebody should know of a tenant, a server or a credential.
 *
 * @param domain domain name of the tenant; empty for a finding about a server and all of its tenants
 * @param server name in the configuration; empty if it is about none
 * @param place full name of the folder whose store keeps the credential; empty for the root store, and without one
 * @param credentialsId empty if it is about none that is stored
 * @param text one sentence
 */
@Restricted(NoExternalUse.class)
public record Finding(FindingKind kind, String domain, String server, String place, String credentialsId, String text) {

    public Finding {
        text = RemoteText.printable(text);
        // That of a bootstrap identity has no row of its own: it concerns the whole tenant.
        if (place.equals(KeptSecret.PLUGIN) && BootstrapCredential.isId(credentialsId)) {
            place = "";
            credentialsId = "";
        }
    }

    public boolean isSevere() {
        return kind.isSevere();
    }

    /**
     * Whether it may name what is none of those who see the tenant's secrets in one folder: a credential of another
     * folder, or what the tenant is signed in to with.
     */
    public boolean isAboutOthers() {
        return switch (kind) {
            case UNKNOWN_TO_JENKINS, BOOTSTRAP_EXPIRED, BOOTSTRAP_EXPIRES, BOOTSTRAP_UNREADABLE -> true;
            default -> false;
        };
    }

    /** Whether it is about a credential that is stored. */
    public boolean isAboutCredential() {
        return !credentialsId.isEmpty();
    }
}
