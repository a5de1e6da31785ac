package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What one look at all three places showed before an off-boarding.
 *
 * @param stored what the vault keeps under the given id
 * @param storedWorks whether the stored secret obtained a token although its app registration is nowhere to be found;
 *     false if that was not asked
 * @param place {@link SecretVault#place()} of the vault
 * @param vault {@link SecretVault#description()} of the vault
 * @param named the servers that the operation is about, in the order given
 * @param others all others that might use the app; empty where nothing is left that they could use
 */
record Remains(
        DirectorySnapshot entra,
        Optional<StoredSecret> stored,
        boolean storedWorks,
        String place,
        String vault,
        List<Seen> named,
        List<Seen> others) {

    Remains {
        named = List.copyOf(named);
        others = List.copyOf(others);
    }

    /**
     * A server as it was seen.
     *
     * @param integrations empty for a server that is set up by hand, and for one that could not be read
     * @param unreadable why it could not be read; empty if it could
     */
    record Seen(String server, Optional<ServerSnapshot> integrations, Optional<Failure> unreadable) {

        boolean isByHand() {
            return integrations.isEmpty() && unreadable.isEmpty();
        }
    }

    /** The app registration, in use or in the recycle bin. */
    Optional<Application> app() {
        return entra.managed().or(entra::deleted);
    }

    /** Application (client) ID by which whoever uses the app is known; empty if nothing is left. */
    Optional<String> clientId() {
        return app().map(Application::appId).or(() -> stored.map(StoredSecret::clientId));
    }
}
