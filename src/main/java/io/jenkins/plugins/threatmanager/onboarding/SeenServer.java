package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import java.util.List;
import java.util.Optional;

/**
 * What a look at one of several servers showed.
 *
 * @param name in the configuration
 * @param named whether the operation names it; otherwise it is one that may use the same secret
 * @param snapshot empty for one that is set up by hand or could not be read
 * @param unreadable why it could not be read; empty if it could, or is set up by hand
 */
record SeenServer(String name, boolean named, Optional<ServerSnapshot> snapshot, Optional<Failure> unreadable) {

    /** Looks at a server; that it cannot be read is part of what is seen. */
    static SeenServer look(ServerTarget target, boolean named, WantedCredentials wanted, Operation operation)
            throws InterruptedException {
        if (target.server().isEmpty()) {
            return new SeenServer(target.name(), named, Optional.empty(), target.broken());
        }
        operation.say("reading Threat Manager " + target.name());
        try {
            ServerSnapshot snapshot = target.server().get().observe(wanted, operation);
            return new SeenServer(target.name(), named, Optional.of(snapshot), Optional.empty());
        } catch (Failure failure) {
            return new SeenServer(target.name(), named, Optional.empty(), Optional.of(failure));
        }
    }

    /** The same with the credentials of all profiles. */
    SeenServer complete(ServerTarget target, Operation operation) throws InterruptedException {
        if (snapshot.isEmpty() || snapshot.get().isComplete()) {
            return this;
        }
        try {
            ServerSnapshot whole = target.server().orElseThrow().complete(snapshot.get(), operation);
            return new SeenServer(name, named, Optional.of(whole), Optional.empty());
        } catch (Failure failure) {
            return new SeenServer(name, named, Optional.empty(), Optional.of(failure));
        }
    }

    static SeenServer byHand(String name) {
        return new SeenServer(name, true, Optional.empty(), Optional.empty());
    }

    /** The profiles on it that are about a tenant's app. */
    OwnProfiles own(String domain, Optional<String> clientId) {
        return OwnProfiles.of(snapshot.map(ServerSnapshot::profiles).orElse(List.of()), domain, clientId);
    }

    boolean isByHand() {
        return snapshot.isEmpty() && unreadable.isEmpty();
    }
}
