package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import java.util.List;

/**
 * What one look at Entra, the vault and several servers showed.
 *
 * @param base Entra and the vault; without a server
 * @param previousWorks whether the secret before the stored one obtained a token just now; asked only if Entra does not
 *     list it
 * @param servers those looked at
 * @param othersByHand names of further servers that are set up by hand; what they hold is not known
 */
public record RotationObservation(
        Observation base, boolean previousWorks, List<ServerObservation> servers, List<String> othersByHand) {

    public RotationObservation {
        servers = List.copyOf(servers);
        othersByHand = List.copyOf(othersByHand);
    }

    /** The servers that are set up by hand and of which nobody has said that they hold the stored secret. */
    List<ServerObservation> waiting() {
        return servers.stream()
                .filter(server -> server.waitsFor(DoneByHand.Task.ENTER, base.stored()))
                .toList();
    }
}
