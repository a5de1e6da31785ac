package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import java.util.List;
import java.util.Optional;

/** The one server that an operation of a test names. */
public final class ServerTargets {

    private ServerTargets() {}

    /** @param server empty for one that is set up by hand */
    public static List<ServerTarget> named(Optional<ThreatManagerServer> server) {
        return List.of(new ServerTarget("tm-test", server));
    }
}
