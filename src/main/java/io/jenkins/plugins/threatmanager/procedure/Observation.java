package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at all three places showed.
 *
 * @param stored what the vault keeps under the wanted id
 * @param storedWorks whether the stored secret obtained a token just now; empty if that was not asked, because Entra
 *     lists the secret
 * @param place {@link SecretVault#place()} of the vault
 * @param vault {@link SecretVault#description()} of the vault
 * @param server the integrations; empty for a server that is set up by hand, or if none was asked for
 * @param cloudWord the server's word for the tenant's cloud; empty where {@code server} is
 * @param at when it was looked
 */
public record Observation(
        DirectorySnapshot entra,
        Optional<StoredSecret> stored,
        Optional<Boolean> storedWorks,
        String place,
        String vault,
        Optional<ServerSnapshot> server,
        String cloudWord,
        Instant at) {

    /** The same with more known of the server. */
    public Observation with(ServerSnapshot snapshot) {
        return new Observation(entra, stored, storedWorks, place, vault, Optional.of(snapshot), cloudWord, at);
    }

    /**
     * Entra and the vault as a run has left them.
     *
     * @param kept what the vault keeps now
     */
    public Observation leftAs(Application application, Optional<StoredSecret> kept, Instant now) {
        return new Observation(
                new DirectorySnapshot(
                        entra.tenantId(),
                        entra.bootstrap(),
                        entra.graph(),
                        Optional.of(application),
                        entra.sameName(),
                        entra.deleted(),
                        entra.entraTime()),
                kept,
                storedWorks,
                place,
                vault,
                Optional.empty(),
                "",
                now);
    }
}
