package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Threat Manager server that an operation is about.
 *
 * @param name in the configuration
 * @param server empty for a server that is set up by hand, or that cannot be connected to
 * @param broken why it cannot be connected to, such as a missing credential; empty otherwise
 */
public record ServerTarget(String name, Optional<ThreatManagerServer> server, Optional<ProblemException> broken) {

    /** @param server empty for a server that is set up by hand */
    public ServerTarget(String name, Optional<ThreatManagerServer> server) {
        this(name, server, Optional.empty());
    }

    /**
     * A server that need not work for the operation to continue.
     *
     * @param connect makes the connection, or throws a {@link ProblemException}
     */
    public static ServerTarget ifConnectable(String name, Supplier<Optional<ThreatManagerServer>> connect) {
        try {
            return new ServerTarget(name, connect.get());
        } catch (ProblemException failure) {
            return new ServerTarget(name, Optional.empty(), Optional.of(failure));
        }
    }

    public boolean isByHand() {
        return server.isEmpty() && broken.isEmpty();
    }
}
