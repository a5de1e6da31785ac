package io.jenkins.plugins.threatmanager.credentials;

import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The secrets of bootstrap identities that were copied into the plugin's own store: they are what those sign in with from
 * then on. Administrators can delete one there; then the configuration's credential counts again.
 */
@Restricted(NoExternalUse.class)
public final class BootstrapCopies {

    private static final Logger LOGGER = Logger.getLogger(BootstrapCopies.class.getName());
    private static final AtomicBoolean UNREADABLE = new AtomicBoolean();

    private BootstrapCopies() {}

    /**
     * Whatever tenant is noted with it: an app registration may sign in to several, and a domain name may change.
     *
     * @param clientId application (client) ID of the identity
     * @return empty if none was copied
     */
    public static Optional<StoredSecret> find(String clientId) {
        return StoredCredential.find(StorePlace.plugin(), BootstrapCredential.id(clientId))
                .map(StoredCredential::credential)
                .filter(kept -> kept.getClientId().equalsIgnoreCase(clientId)
                        && !kept.getSecret().getPlainText().isEmpty())
                .map(EntraAppCredentials::toStored);
    }

    /**
     * The same where something else signs in, too: a damaged file must not stop that. Said once in the log of Jenkins.
     *
     * @return empty also if the store cannot be read
     */
    public static Optional<StoredSecret> findIfReadable(String clientId) {
        try {
            PluginCredentialsProvider.requireReadable();
        } catch (UncheckedIOException e) {
            if (!UNREADABLE.getAndSet(true)) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "Cannot read " + StorePlace.plugin().description()
                                + ": bootstrap identities sign in with what the configuration names");
            }
            return Optional.empty();
        }
        UNREADABLE.set(false);
        return find(clientId);
    }
}
