package io.jenkins.plugins.threatmanager.credentials;

import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The secrets of bootstrap identities that were moved into the plugin's own store: they are what those sign in with from
 * then on. Administrators can delete one there; then the configuration's credential counts again.
 */
@Restricted(NoExternalUse.class)
public final class BootstrapCopies {

    private BootstrapCopies() {}

    /**
     * @param tenant domain name
     * @param clientId application (client) ID of the identity
     * @return empty if none was moved
     */
    public static Optional<StoredSecret> find(String tenant, String clientId) {
        return StoredCredential.find(StorePlace.plugin(), BootstrapCredential.id(clientId))
                .map(StoredCredential::credential)
                .filter(kept -> kept.getTenant().equalsIgnoreCase(tenant)
                        && kept.getClientId().equalsIgnoreCase(clientId)
                        && !kept.getSecret().getPlainText().isEmpty())
                .map(EntraAppCredentials::toStored);
    }
}
