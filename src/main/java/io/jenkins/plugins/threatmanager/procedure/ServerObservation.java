package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.procedure.identity.TenantIdentity;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * What a look at one of several servers showed.
 *
 * @param name in the configuration
 * @param named whether the operation names it; otherwise it is one that may use the same secret
 * @param snapshot empty for one that is set up by hand or could not be read
 * @param unreadable why it could not be read; empty if it could, or is set up by hand
 * @param done what people have said of their work in its console, if it is set up by hand
 */
public record ServerObservation(
        String name,
        boolean named,
        Optional<ServerSnapshot> snapshot,
        Optional<ProblemException> unreadable,
        DoneByHand done) {

    /** Where nobody has said anything of work in its console. */
    public ServerObservation(
            String name, boolean named, Optional<ServerSnapshot> snapshot, Optional<ProblemException> unreadable) {
        this(name, named, snapshot, unreadable, DoneByHand.NOTHING);
    }

    /** Looks at a server; that it cannot be read is part of what is seen. */
    public static ServerObservation look(
            ServerTarget target,
            boolean named,
            TenantIdentity tenant,
            WantedCredentials wanted,
            OperationContext operation)
            throws InterruptedException {
        if (target.server().isEmpty()) {
            return new ServerObservation(target.name(), named, Optional.empty(), target.broken(), target.done());
        }
        operation.say("reading Threat Manager " + target.name());
        try {
            ServerSnapshot snapshot = tenant.observe(target.server().get(), wanted, operation);
            return new ServerObservation(target.name(), named, Optional.of(snapshot), Optional.empty());
        } catch (ProblemException failure) {
            return new ServerObservation(target.name(), named, Optional.empty(), Optional.of(failure));
        }
    }

    /** The same with the credentials of all profiles. */
    public ServerObservation complete(ServerTarget target, OperationContext operation) throws InterruptedException {
        if (snapshot.isEmpty() || snapshot.get().isComplete()) {
            return this;
        }
        try {
            ServerSnapshot whole = target.server().orElseThrow().complete(snapshot.get(), operation);
            return new ServerObservation(name, named, Optional.of(whole), Optional.empty(), done);
        } catch (ProblemException failure) {
            return new ServerObservation(name, named, Optional.empty(), Optional.of(failure), done);
        }
    }

    public static ServerObservation byHand(String name) {
        return byHand(name, DoneByHand.NOTHING);
    }

    public static ServerObservation byHand(String name, DoneByHand done) {
        return new ServerObservation(name, true, Optional.empty(), Optional.empty(), done);
    }

    /** The profiles on it that are about a tenant's app. */
    public OwnProfiles own(String domain, Optional<String> clientId) {
        return OwnProfiles.of(snapshot.map(ServerSnapshot::profiles).orElse(List.of()), domain, clientId);
    }

    public boolean isByHand() {
        return snapshot.isEmpty() && unreadable.isEmpty();
    }

    /** Whether a person still has to do something in its console, as far as anybody has said. */
    public boolean waitsFor(DoneByHand.Task task, Optional<StoredSecret> stored) {
        return isByHand()
                && stored.flatMap(secret -> done.said(task, secret.keyId())).isEmpty();
    }
}
