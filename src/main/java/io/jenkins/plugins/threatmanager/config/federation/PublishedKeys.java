package io.jenkins.plugins.threatmanager.config.federation;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Of which credentials the OpenID Connect provider plugin publishes the key: "Credentials of these types are not
 * supported in alternate domains" (its README). That plugin need not be installed.
 */
@Restricted(NoExternalUse.class)
public final class PublishedKeys {

    private static final String PLUGIN = "io.jenkins.plugins.oidc_provider.";

    private PublishedKeys() {}

    /** Whether it makes tokens whose key nobody can read. */
    public static boolean lack(StandardCredentials credential) {
        if (!credential.getClass().getName().startsWith(PLUGIN)) {
            return false;
        }
        for (CredentialsStore store : CredentialsProvider.lookupStores(Jenkins.get())) {
            for (Domain domain : store.getDomains()) {
                if (!domain.isGlobal() && store.getCredentials(domain).contains(credential)) {
                    return true;
                }
            }
        }
        return false;
    }
}
