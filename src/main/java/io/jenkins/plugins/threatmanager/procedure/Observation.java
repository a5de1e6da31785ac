package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at all three places showed.
 *
 * @param server the integrations; empty for a server that is set up by hand, or if none was asked for
 * @param cloudWord the server's word for the tenant's cloud; empty where {@code server} is
 * @param at when it was looked
 */
public record Observation(
        DirectorySnapshot entra, VaultSnapshot vault, Optional<ServerSnapshot> server, String cloudWord, Instant at) {

    public Optional<StoredSecret> stored() {
        return vault.stored();
    }

    /** The same with more known of the server. */
    public Observation with(ServerSnapshot snapshot) {
        return new Observation(entra, vault, Optional.of(snapshot), cloudWord, at);
    }

    /**
     * Entra and the vault as a run has left them.
     *
     * @param kept what the vault keeps now
     */
    public Observation leftAs(Application application, Optional<StoredSecret> kept, Instant now) {
        return new Observation(entra.with(application), vault.with(kept), Optional.empty(), "", now);
    }
}
