package io.jenkins.plugins.threatmanager.onboarding;

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
record RotationView(Observed base, boolean previousWorks, List<SeenServer> servers, List<String> othersByHand) {

    RotationView {
        servers = List.copyOf(servers);
        othersByHand = List.copyOf(othersByHand);
    }
}
