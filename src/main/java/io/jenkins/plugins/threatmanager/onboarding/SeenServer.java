package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
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

    static SeenServer byHand(String name) {
        return new SeenServer(name, true, Optional.empty(), Optional.empty());
    }

    boolean isByHand() {
        return snapshot.isEmpty() && unreadable.isEmpty();
    }
}
