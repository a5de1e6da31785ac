package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Threat Manager server that an operation is about.
 *
 * @param name in the configuration
 * @param server empty for a server that is set up by hand, or that cannot be connected to
 * @param broken why it cannot be connected to, such as a missing credential; empty otherwise
 * @param done what people have said of their work in its console, if it is set up by hand
 */
public record ServerTarget(
        String name, Optional<ThreatManagerServer> server, Optional<ProblemException> broken, DoneByHand done) {

    /** Where nobody has said anything of work in its console. */
    public ServerTarget(String name, Optional<ThreatManagerServer> server, Optional<ProblemException> broken) {
        this(name, server, broken, DoneByHand.NOTHING);
    }

    /** @param server empty for a server that is set up by hand */
    public ServerTarget(String name, Optional<ThreatManagerServer> server) {
        this(name, server, Optional.empty());
    }

    /** The same with what people have said. */
    public ServerTarget with(DoneByHand statements) {
        return new ServerTarget(name, server, broken, statements);
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
