package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
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
 * @param servers those that the operation is about, in the order given, and all others that might use the app; of the
 *     latter none where nothing is left that they could use
 */
public record OffboardObservation(
        DirectorySnapshot entra,
        Optional<StoredSecret> stored,
        boolean storedWorks,
        String place,
        String vault,
        List<ServerObservation> servers) {

    public OffboardObservation {
        servers = List.copyOf(servers);
    }

    /** The servers that the operation is about. */
    List<ServerObservation> named() {
        return servers.stream().filter(ServerObservation::named).toList();
    }

    /** All others that might use the app. */
    List<ServerObservation> others() {
        return servers.stream().filter(seen -> !seen.named()).toList();
    }

    /** The named servers in whose console a person still has to remove something, as far as anybody has said. */
    List<String> waiting() {
        return named().stream()
                .filter(seen -> seen.waitsFor(DoneByHand.Task.REMOVE, stored))
                .map(ServerObservation::name)
                .toList();
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
